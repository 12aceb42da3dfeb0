"""`python -m qa_reader` is `qa-reader`."""

from __future__ import annotations

import sys

from qa_reader.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
