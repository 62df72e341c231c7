"""Why a file cannot be read, in sentences that say what to do next."""

from yiwang.kernel.refusals import Refusal


class Unreadable(Refusal):
    """A file that cannot be read as a disclosure."""

    code = "unreadable"


class EmptyFile(Unreadable):
    """There is nothing in it."""

    code = "empty"


class OtherKind(Unreadable):
    """A kind of file that is not read: old Word, WPS, OFD, pictures, binary junk."""

    code = "other_kind"


class Damaged(Unreadable):
    """It begins as its kind does, but the rest is not there."""

    code = "damaged"


class Locked(Unreadable):
    """It is encrypted, and nobody told a password."""

    code = "locked"


class Beyond(Unreadable):
    """It is larger, deeper or slower than the stated limits."""

    code = "beyond_limits"
    status = 413


class PicturesOnly(Unreadable):
    """Every page is a picture without a layer of text."""

    code = "pictures_only"
