"""Archives with the same bytes for the same contents: fixed dates, fixed order, one method."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_DAY = (1980, 1, 1, 0, 0, 0)


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files in the order given."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, told in files.items():
            info = ZipInfo(name, _DAY)
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, told)
    return content.getvalue()


def repacked(content: bytes) -> bytes:
    """The same archive with fixed dates; the order of its files is kept."""
    with ZipFile(BytesIO(content)) as archive:
        return packed({one.filename: archive.read(one) for one in archive.infolist()})
