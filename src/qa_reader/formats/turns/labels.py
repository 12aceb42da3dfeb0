"""A printed label, taken apart: name, office, seat, and the post it says.

All label shapes of formats.md §4.1 and §5, such as 「10番（山田花子君）」, 「（山田よしのり議長）」,
「鈴木（ひ）委員」, 「平原防災課長」, 「委員長」. What a post means in a meeting is the affair of `roles`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

Post = Literal[
    "speaker",  # 議長: presides over the plenary
    "chairman",  # 委員長, 会長: presides over a committee, reports to the plenary
    "acting",  # 仮議長, 委員長代理, 座長: presides, or the label would not say so
    "vice-speaker",
    "vice-chairman",
    "member",
    "proposer",  # 発議者: a member who answers for a bill
    "official",
    "clerk",
    "witness",
    "name",  # a name without any post
]


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label, taken apart."""

    printed: str
    name: str
    """As printed, without honorific; the post where the label names nobody (「委員長」)."""
    post: Post
    office: str | None = None
    seat: str | None = None
    """「10番」, as printed."""
    full: bool = False
    """The name stands apart from the office, so it is the whole name: 「市長（山田　花子君）」."""


_BLANKS: Final = re.compile(r"[\s\u3000]+")
_NEW_KANJI: Final = str.maketrans("國勞會總區縣參與廳醫學經濟鐵", "国労会総区県参与庁医学経済鉄")
_SEAT: Final = re.compile(r"(?:議席(?:番号)?)?第?[0-9０-９〇一二三四五六七八九十百]{1,6}番(?:議員|委員)?")
_HONORIFIC: Final = re.compile(r"(?:君|くん|さん|氏|様|殿|議員|委員)$")
_TAG: Final = re.compile(r"[〔［\[][^〕］\]]{0,40}[〕］\]]")

# Posts by how a label, its blanks taken out, ends. The first that fits counts: 監査委員 is no 委員.
_COUNCILS: Final = "監査|教育|選挙管理|農業|公平|人事|公安|固定資産評価(?:審査)?|労働|収用"
_ENDINGS: Final[tuple[tuple[re.Pattern[str], Post], ...]] = (
    (
        re.compile(
            rf"(?:代表)?(?:{_COUNCILS})委員(?:会(?:委員長?|会長)|長)?(?:職務代(?:理|行)者?)?$"
            r"|農業委員会会長(?:職務代理者)?$"
        ),
        "official",
    ),
    (
        re.compile(
            r"(?:政府参考人|政府委員|政府特別補佐人|説明員|"
            r"(?:国務|内閣総理|副|総務|法務|外務|財務|文部科学|厚生労働|農林水産|経済産業|国土交通|環境|防衛|"
            r"特命担当|担当)?大臣|大臣政務官|政務官|最高裁判所長官代理者|総裁)$"
        ),
        "official",
    ),
    (re.compile(r"(?:参考人|公述人|証人|陳述人|陳述者|鑑定人|請願者|陳情者|講師)$"), "witness"),
    (re.compile(r"(?:発議者|提出者|提案者|(?:衆|参)議院議員)$"), "proposer"),
    (
        re.compile(
            r"(?:(?:仮|臨時|年長)(?:議長|委員長|座長|委員)|座長(?:代理)?|主査代理|"
            r"(?:議長|委員長|会長)(?:代理|代行|職務代(?:理|行)者?))$"
        ),
        "acting",
    ),
    (re.compile(r"副議長$"), "vice-speaker"),
    (re.compile(r"副(?:委員長|座長|会長|主査|部会長|分科会長)$"), "vice-chairman"),
    (re.compile(r"議長$"), "speaker"),
    (re.compile(r"(?:(?:小|特別|常任)?委員長|会長|分科会長|部会長)$"), "chairman"),
    (
        re.compile(
            r"(?:教育委員会|選挙管理委員会|監査委員|監査|農業委員会|人事委員会|公平委員会|組合|局|"
            r"協議会)事務局(?:次?長|参事)$"
        ),
        "official",
    ),
    (
        re.compile(
            r"(?:(?:議会)?事務局(?:次?長|参事|主幹)?|議会(?:事務)?局[^\s]{0,10}長|事務(?:総長|次長)|"
            r"(?:議事|調査)(?:調査|庶務|総務)?(?:部|課|係)長|書記長?)$"
        ),
        "clerk",
    ),
    (re.compile(r"(?:議員|委員|分科員)$"), "member"),
)
_HEAD: Final = re.compile(
    r"(?:前|元)?(?:(?:職務代理者)?副?(?:都|道|府|県)?(?:知事|市長|区長|町長|村長)|教育長|(?:会計|企業|公営企業|環境|副|(?:病院|水道|上下水道|下水道|交通)(?:事業)?)?管理者|"
    r"消防長|企業長|助役|収入役|副?出納長|代表|理事者|執行部|当局)"
    r"(?:職務代理者)?$"
)
_OFFICE: Final = re.compile(
    r"(?:[部課局室所館園校署院係班次団科場店駅隊台庁務社学合]長|本部長|センター長|センター所長|統括|"
    r"[^\s]監|参事|参与|理事|主幹|主査|主任|主事|主席|補佐|調整役|顧問|専門[員官監]|審議官|[^\s]官|"
    r"管理者|代理者|会計管理者|担当者|幹事|技師|保健師|(?:担当|兼務))$"
)
# Where a department's name can begin inside 「平原防災課長」: words that no surname begins with.
_DEPARTMENT: Final = re.compile(
    "防災|災害|危機|総務|総合|企画|政策|財政|財務|予算|決算|経営|税務|課税|納税|収納|市税|区税|管財|契約|人事|職員|"
    "広報|広聴|秘書|情報|デジタル|システム|行政|行革|改革|戸籍|住民|市民|区民|町民|村民|県民|都民|国保|"
    "国民|医療|保険|年金|健康|保健|衛生|福祉|高齢|介護|障害|障がい|子ども|子供|こども|子育|児童|保育|"
    "青少年|若者|教育|学校|学務|学事|生涯|社会|スポーツ|文化|文教|芸術|図書|指導|産業|商工|商業|観光|"
    "経済|農政|農業|農林|農村|農地|林業|林務|森林|水産|漁業|畜産|環境|清掃|ごみ|廃棄|資源|エネルギー|"
    "都市|まちづ|街づ|町づ|建設|建築|土木|道路|河川|公園|緑地|緑化|みどり|住宅|営繕|施設|用地|開発|"
    "市街地|景観|交通|自動車|高速|鉄道|上下水|下水|上水|水道|消防|警防|予防|救急|警察|会計|出納|監査|"
    "選挙|議会|議事|地域|地方|協働|コミュニ|自治|人権|男女|平和|国際|生活|消費|労働|雇用|病院|市立|"
    "区立|町立|県立|支所|出張所|港湾|空港|統計|法務|法規|文書|庁舎|特命|担当|推進|調整|公営|企業|"
    "立地|プロジェクト|事業|技術|設備|整備|計画|未来|創生|戦略|移住|定住|魅力|シティ|ふるさと|"
    "支援|相談|療育|看護|食品|動物|検査|研究|博物館|美術館|公民館|給食|幼児|就学|民生|生きがい|ＤＸ|"
    "DX|ＩＣＴ|ICT|ＩＴ|IT|[市区町村]長(?:公)?室|知事(?:公)?室"
)
_LEADS: Final = re.compile(
    r"(?:副?(?:議長|委員長|市長|区長|町長|村長|知事)|教育長|(?:代表)?監査委員)(?=[^\s]{2})"
)
"""Offices that a name follows even without a blank: 「議長山田花子君」."""
_ANSWERING: Final = frozenset(("説明者", "説明員", "答弁者"))
_SURNAME: Final = re.compile("[一-鿿]{2}(?=[一-鿿ァ-ヴ]|[ぁ-ん]{4})")
_LONG_SURNAME: Final = re.compile(
    "[一-鿿]々[一-鿿]|五十嵐|長谷川|長谷部|小野寺|小野田|久保田|大久保|小久保|宇都宮|佐久間|小笠原|阿久津|"
    "日比野|宇佐美|海老原|東海林|勅使河原|長曽我部|曽我部|小早川|三田村|大河原|小山田|小田島|小田切|高見沢|"
    "加賀谷|加賀美|久保寺|伊集院|喜多村|佐久本|宇田川|宇野沢"
)
_AREA: Final = 4
"""Characters from which what stands before a known department holds a part of it: 「市原大井保健所長」."""
_GIVEN: Final = frozenset(
    "郎朗雄夫彦美也哉之介助輔佑祐恵江枝代世香奈穂菜衣由真樹輝子一二三男司史志明昭弘宏浩博誠勝勉茂隆孝幸秀英"
    "義良太悟聡健剛豊薫潤淳敏俊章晃亮翔"
)
"""Characters that given names end in and departments do not."""
_LATIN_FIRST: Final = re.compile(r"[A-Za-zＡ-Ｚａ-ｚァ-ヴー・]{2,}")


def bare(text: str) -> str:
    """`text` without blanks: what labels are compared by."""
    return _BLANKS.sub("", text)


@lru_cache(maxsize=4096)
def read_label(printed: str) -> Label:
    """Take a label apart: without its mark, with or without brackets, seat number, honorific.

    Every shape of formats.md §4.1. What fits none is a `name` without a post.
    """
    text = _TAG.sub("", printed).strip().rstrip("：:")
    before, inside, after = _brackets(text)
    if inside is None:
        return _unbracketed(printed, text)
    if after.strip()[:1] in ("（", "("):  # 「福祉部長（福祉事務所長）（山田花子君）」
        before, (_, inside, after) = f"{before}（{inside}）", _brackets(after)
    if inside is not None and bare(after):
        return _with_hint(printed, before, inside, after)
    inside = inside or ""
    if not bare(before):
        return replace(_unbracketed(printed, inside.strip()), full=True)
    return _named_in_brackets(printed, before, inside)


def _named_in_brackets(printed: str, before: str, inside: str) -> Label:
    """「市長（山田花子君）」, 「10番（山田花子君）」, 「議員（8番 山田花子君）」."""
    seat = _SEAT.match(bare(before))
    if seat and seat.end() == len(bare(before)):
        return Label(printed, _plain_name(inside), "member", None, seat.group(), full=True)
    if bare(before) in _ANSWERING and _post(bare(inside)) == "official":
        return _unbracketed(printed, inside.strip())  # 「説明者（平原防災課長）」
    if _post(bare(before)) == "name" and _post(bare(inside)) not in ("name", "member"):
        before, inside = inside, before  # 「山田（委員長）」
    within = _SEAT.match(bare(inside))
    if within:
        name = _plain_name(bare(inside)[within.end() :])
        post = _post(bare(before))
        return Label(
            printed, name, "member" if post == "name" else post, bare(before), within.group(), full=True
        )
    post = _post(bare(before))
    office = bare(before)
    if post == "name":
        post = "official" if not _HONORIFIC.search(office) else "member"
    return Label(printed, _plain_name(inside), post, office, full=True)


def _brackets(text: str) -> tuple[str, str | None, str]:
    """What stands before, inside and behind the first pair of round brackets, nested ones inside."""
    start = next((i for i, c in enumerate(text) if c in "（("), -1)
    if start < 0:
        return text, None, ""
    depth = 0
    for i in range(start, len(text)):
        if text[i] in "（(":
            depth += 1
        elif text[i] in "）)":
            depth -= 1
            if depth == 0:
                return text[:start], text[start + 1 : i], text[i + 1 :]
    return text[:start], text[start + 1 :], ""


def _plain_name(text: str) -> str:
    """A name without its honorific, as printed."""
    name = text.strip(" \u3000")
    shorter = _HONORIFIC.sub("", name)
    return shorter.rstrip(" \u3000") or name


def _with_hint(printed: str, before: str, inside: str, after: str) -> Label:
    """「鈴木（ひ）委員」: the brackets tell two people of one surname apart."""
    name = f"{before.strip()}（{inside.strip()}）"
    tail = bare(after)
    post = _post(tail)
    if tail in ("君", "さん", "氏", "くん"):
        return Label(printed, name, "member")
    if post == "name":
        post = "official"
    return Label(printed, name, post, tail)


def _unbracketed(printed: str, text: str) -> Label:
    """A label that is one run: 「10番山田花子議員」, 「平原防災課長」, 「鈴木ひろ子君」, 「委員長」."""
    seat = _SEAT.match(bare(text))
    if seat:
        rest = bare(text)[seat.end() :]
        return Label(printed, _plain_name(rest) or seat.group(), "member", None, seat.group())
    run = bare(text)
    if re.search(r"(?:君|くん|さん|氏)$", run) and len(run) > 1:
        if led := _led(text, run):
            return Label(printed, _plain_name(led[1]), _post(led[0]), led[0], full=True)
        return Label(printed, _plain_name(text), "member", full=True)
    at, post = _tail(run)
    if post == "name":
        first, _, rest = text.partition("\u3000")
        if rest and _post(first) != "name":  # 「総務部長　山田花子」
            return Label(printed, _plain_name(rest), _post(first), first, full=True)
        return Label(printed, text, "name")
    office = run[at:] or None
    name = _printed_prefix(text, at) if at else run
    return Label(printed, name, post, office)


def _led(text: str, run: str) -> tuple[str, str] | None:
    """The office before a name, and the name: 「総務部長　山田花子君」; None where no office stands there.

    `run` is `text` without blanks.
    """
    if plain := _LEADS.match(run):
        return plain.group(), text[len(_printed_prefix(text, plain.end())) :]
    office, *name = _BLANKS.split(text, maxsplit=1)
    return (office, name[0]) if name and _post(office) != "name" else None


def _printed_prefix(text: str, count: int) -> str:
    """The part of `text` that holds its first `count` characters that are not blank."""
    seen = 0
    for i, char in enumerate(text):
        if _BLANKS.fullmatch(char):
            continue
        if seen == count:
            return text[:i].rstrip(" \u3000")
        seen += 1
    return text


def _tail(run: str) -> tuple[int, Post]:
    """Where the office begins in a label without blanks, and its post; 0 where nobody is named."""
    new = run.translate(_NEW_KANJI)
    for pattern, post in _ENDINGS:
        if found := pattern.search(new):
            at = found.start()
            if post == "official" and found.group().endswith("委員長") and _DEPARTMENT.search(new, 0, at):
                continue  # 「山田総務教育委員長」 chairs the council's own committee
            if post == "chairman" and found.group().endswith("委員長"):
                at = _before_department(new, at)
            return at, post
    if found := _HEAD.search(new):
        return found.start(), "official"
    if _OFFICE.search(new):
        if _LATIN_FIRST.match(new) and not _DEPARTMENT.search(new, 1, 4):
            return 0, "official"
        word = _DEPARTMENT.search(new)
        if word:
            at = word.start()
            return (_behind_surname(new, at) if at >= _AREA else at), "official"
        tail = _OFFICE.search(new)
        return (_behind_surname(new, tail.start()) if tail else 0), "official"
    return len(run), "name"


def _behind_surname(run: str, at: int) -> int:
    """Where a department begins that no list knows, before an office at `at`: 「近藤雪対策室長」.

    Officials are called by surname, which seldom has more than two characters.
    """
    surname = _LONG_SURNAME.match(run) or _SURNAME.match(run)
    if surname is None or surname.end() + 1 >= at or run[at - 1] in _GIVEN:
        return at
    return surname.end()


def _before_department(run: str, at: int) -> int:
    """「総務委員長」 names a committee, 「増子委員長」 a person: there the office begins."""
    word = _DEPARTMENT.search(run, 0, at)
    return word.start() if word else at


def _post(office: str) -> Post:
    """The post that an office standing by itself means."""
    new = office.translate(_NEW_KANJI)
    for pattern, post in _ENDINGS:
        if found := pattern.search(new):
            council = found.start() > 0 and post == "official" and "委員" in found.group()
            if council and found.group().endswith("長") and not found.group().startswith("代表"):
                continue  # 「総務教育委員長」 is the council's own committee
            return post
    if _HEAD.search(new) or _OFFICE.search(new):
        return "official"
    return "name"


def key(label: Label) -> str:
    """What is equal for the same person: the full name where there is one, else the label."""
    return bare(label.name) if label.full else bare(f"{label.name}|{label.office or ''}")
