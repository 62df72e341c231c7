"""Numbers as people write them: 12, 十二, 一百零五, 两千, 八十五."""

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = "万"
# What a numeral may be made of, for the patterns that look for one.
CHARACTERS = "0-9零〇一二两三四五六七八九十百千万"


def number(text: str) -> int:
    """The value. Raises `ValueError` for what is no whole number of at most eight digits."""
    if text.isascii() and text.isdigit() and len(text) <= 8:
        return int(text)
    high, myriad, low = text.rpartition(_MYRIAD)
    if not text or (myriad and not high):
        raise ValueError(text)
    return _below_myriad(high) * 10_000 + (_below_myriad(low) if low else 0)


def _below_myriad(text: str) -> int:
    if not text:
        return 0
    if all(sign in DIGITS for sign in text):
        # 二〇二六: digit by digit.
        return int("".join(str(DIGITS[sign]) for sign in text))
    total = digit = 0
    for sign in text:
        if sign in _TENS:
            total += (digit or 1) * _TENS[sign]
            digit = 0
        elif sign in DIGITS:
            digit = DIGITS[sign]
        else:
            raise ValueError(text)
    return total + digit
