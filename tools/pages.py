"""Make the generated parts of the documentation: docs/questions.md, and what commands in README.md show.

    python tools/pages.py            write them
    python tools/pages.py --check    say what is not current; status 1 if anything is not

Commands of README.md's `console` blocks run in order in one empty folder that holds examples/, on a terminal.
"""

import argparse
import difflib
import os
import pty
import re
import shlex
import struct
import sys
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory
from termios import TIOCSWINSZ

from paperfacts import questions
from paperfacts.graph.questions import Question

ROOT = Path(__file__).parents[1]
COLUMNS = 100
_CONSOLE = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*(?:\n> .*)*)", re.MULTILINE)
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    is_check = parser.parse_args().check
    stale = 0
    for page, text in ((ROOT / "docs" / "questions.md", questions_page()), (ROOT / "README.md", readme())):
        now = page.read_text("utf-8") if page.exists() else ""
        if is_check:
            difference = difflib.unified_diff(now.splitlines(), text.splitlines(), page.name, "now", lineterm="")
            print("\n".join(difference))
            stale += now != text
        else:
            page.write_text(text, "utf-8")
    return 1 if stale else 0


def readme() -> str:
    """README.md with what its commands show now."""
    text = (ROOT / "README.md").read_text("utf-8")
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "examples").symlink_to(ROOT / "examples")
        return _CONSOLE.sub(lambda block: shown(block[0], folder), text)


def shown(block: str, folder: Path) -> str:
    """Give the commands of a block, each with what it shows on a terminal."""
    shown_by = {each: on_terminal(each.replace("\n> ", "\n"), folder) for each in _COMMAND.findall(block)}
    return "\n".join(f"$ {command}\n{output}" for command, output in shown_by.items())


def on_terminal(command: str, folder: Path) -> str:
    """Run a command and give what it shows on a terminal, without colours; raises RuntimeError where it fails."""
    ours, theirs = pty.openpty()
    ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "TERM": "xterm", "COLUMNS": str(COLUMNS)}
    with Popen(["bash", "-c", command], cwd=folder, env=environment, stdout=theirs) as process:  # noqa: S603, S607
        os.close(theirs)
        text = _read(ours)
    if process.returncode:
        raise RuntimeError(f"{command} ends with status {process.returncode}:\n{text}")
    return "".join(f"{line.rstrip()}\n" for line in _ESCAPES.sub("", text).splitlines())


def _read(terminal: int) -> str:
    pieces = []
    with suppress(OSError), open(terminal, "rb", buffering=0) as stream:  # ends with an error, being a terminal
        while piece := stream.read(65536):
            pieces.append(piece)
    return b"".join(pieces).decode()


def questions_page() -> str:
    """docs/questions.md."""
    return "\n".join([_HEAD, *map(_section, questions())])


def _section(question: Question) -> str:
    takes = "".join(f"- `{each.name}`: {each.meaning}\n" for each in question.parameters) or "Takes no value.\n"
    example = " ".join(shlex.quote(word) for word in (question.name, *question.example))
    return f"""## {question.name}

{question.title}

{takes}
```sh
paperfacts ask kg {example}
```

```cypher
{question.cypher.strip()}
```

```sparql
{question.sparql.strip()}
```
"""


_HEAD = """# The questions

Made by `make docs` from `graph/questions/*.toml`. Each question has a Cypher and a SPARQL form, which give the same
rows. A name is found in any spelling; one that the graph does not hold gives the nearest three.

From Python: `kg.ask("evaluates-on", "XNLI")`. With `--engine sparql`, or `engine="sparql"`, the SPARQL form answers.
"""

if __name__ == "__main__":
    sys.exit(main())
