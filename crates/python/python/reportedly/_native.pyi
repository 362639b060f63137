"""What Rust does. Only the package itself imports it."""

from typing import Final, final

__all__ = [
    "Cancellation",
    "ENGINE",
    "VERSION",
    "annotate",
    "annotate_page",
    "decode_link",
    "encode_link",
    "export",
    "labels",
    "open_file",
    "read_document",
    "resolved",
    "speakers",
]

ENGINE: Final[str]
VERSION: Final[str]

@final
class Cancellation:
    def __new__(cls) -> Cancellation: ...
    def cancel(self) -> None: ...

def annotate(
    given: str, id: str, model: bool, canonical: bool, cancellation: Cancellation | None = None
) -> tuple[str, list[str]]: ...
def annotate_page(page: bytes, name: str, whole: bool, model: bool) -> tuple[str, list[str], int]: ...
def read_document(given: str) -> str: ...
def open_file(file: bytes, name: str) -> tuple[str, list[str], list[tuple[str, str]]]: ...
def resolved(given: str) -> str: ...
def speakers(given: str) -> list[tuple[str, str, str, list[str]]]: ...
def export(given: str, format: str, layers: list[str], bom: bool) -> str | bytes: ...
def encode_link(given: str, freeze: bool, excerpt: bool, reader_first: bool) -> str: ...
def decode_link(link: str) -> str: ...
def labels() -> list[tuple[str, list[str]]]: ...
