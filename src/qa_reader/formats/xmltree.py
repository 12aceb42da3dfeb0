"""XML as a tree, from files of strangers: no network, no external entity, internal ones bounded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qa_reader.formats.material import Material, Unreadable
from qa_reader.locales import _

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DECLARATION: Final = re.compile(r"^\s{0,99}<\?xml[^>]{0,300}\?>")


def parse(material: Material) -> tuple[Element, int | None]:
    """The root of the file, and the line of its first damage, None where there is none.

    Raises Unreadable where nothing can be made of it. What a broken file still holds is read.
    """
    import lxml.etree

    parser = lxml.etree.XMLParser(
        encoding="utf-8",
        recover=True,
        no_network=True,
        load_dtd=False,
        resolve_entities="internal",  # type: ignore[arg-type]  # lxml-stubs know only bool
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    text = _DECLARATION.sub("", material.text, count=1)
    try:
        root = lxml.etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (lxml.etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise Unreadable("damaged", _("{path}: no XML can be made out.").format(path=material.path))
    errors = [entry for entry in parser.error_log if entry.level_name in ("ERROR", "FATAL")]
    if any("depth" in entry.message.lower() for entry in errors):
        raise Unreadable("too-deep", _("{path}: nested too deeply to be read.").format(path=material.path))
    return root, errors[0].line if errors else None
