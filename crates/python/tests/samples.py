"""200 texts, made of the repository's own by a fixed rule."""

from pathlib import Path

COUNT = 200

HEBREW = "שר האוצר אמר: «אולי נחזור לשיחות ביום שני»."
ARABIC = "وقال مسؤول إن المحادثات قد تُستأنف."


def articles(root: Path) -> list[str]:
    """The articles of the repository that tests and examples are made of."""
    files = [*sorted((root / "static/examples").glob("*.txt")), *sorted((root / "crates/compare/tests/pairs").glob("*.txt"))]
    return [file.read_text("utf-8") for file in files]


def changed(text: str, at: int) -> str:
    """One of ten ways in which a text can be written."""
    paragraphs = text.split("\n\n")
    ways = {
        0: lambda: text,
        1: lambda: text.replace("\n", "\r\n"),
        2: lambda: text.replace(". ", ". 🎉👩‍👩‍👧🇮🇷 "),
        3: lambda: f"{HEBREW}\n\n{text}\n\n\u202b{ARABIC}\u202c",
        4: lambda: "\n\n\n \n\n\t\n\n".join(paragraphs),
        5: lambda: "\ufeff" + text.replace(" ", "\u00a0", 7).replace("re", "re\u00ad", 3),
        6: lambda: text.replace("\n\n", "\u2029").replace("e", "e\u0301", 5),
        7: lambda: text.upper(),
        8: lambda: " ".join(text.split()),
        9: lambda: f"\n\n{text}\n\n\x07\u200b  {text[:120]}",
    }
    return ways[at % len(ways)]()


def texts(root: Path) -> list[str]:
    """Empty ones, short ones, and stretches of one to six paragraphs, each written in another way."""
    found = ["", " \r\n\t ", "🎉", "\u202e\u202c", "He said so.", "a" * 3000, HEBREW, "1,000 may " * 50]
    paragraphs = [part for article in articles(root) for part in article.split("\n\n") if part.strip()]
    for at in range(100 * COUNT):
        start = (at * 7 + at // 20) % len(paragraphs)
        text = changed("\n\n".join(paragraphs[start : start + 1 + at % 6]), at)
        if text not in found:
            found.append(text)
        if len(found) == COUNT:
            break
    return found
