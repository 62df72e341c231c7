"""Which Chinese font of this machine PDFs and pictures are set in."""

from functools import cache

import typst

# In the order in which they are wanted; the first one that is there is used.
FAMILIES = (
    "FangSong",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "AR PL UMing CN",
)


@cache
def family() -> str:
    """A family with Chinese letters; empty where the machine has none."""
    there = {one.lower() for one in typst.Fonts(include_system_fonts=True).families()}
    return next((one for one in FAMILIES if one.lower() in there), "")
