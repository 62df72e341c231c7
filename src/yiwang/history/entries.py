"""The entries of a mapping: each is asked for by name and kind, and none is left unread."""

from typing import Any

from yiwang.history.mapping import MappingFault, Template, plain, template


class Section:
    """One table of the mapping, which knows where it stands and what was read from it."""

    def __init__(self, name: str, content: Any) -> None:
        if not isinstance(content, dict):
            raise MappingFault("对照文件的“{at}”应为一节，请写成“[{at}]”", at=name)
        self.name, self.content, self.used = name, content, set[str]()
        self.inner: list[Section] = []

    def _at(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def text(self, key: str, other: str | None = None) -> str:
        """A text; `other` where there is none. Without `other` it must be there."""
        self.used.add(key)
        value = self.content.get(key, other)
        if not isinstance(value, str) or (other is None and not value.strip()):
            raise MappingFault("对照文件缺少“{at}”，或它不是带引号的文字", at=self._at(key))
        return self._sound(key, value)

    def template(self, key: str, other: str | None = None) -> Template:
        """A text with {columns} in it, every brace of which belongs to one."""
        found = template(self.text(key, other))
        if any(brace in part for part in found.parts[::2] for brace in "{}") or "" in found.columns:
            raise MappingFault("对照文件的“{at}”里花括号不成对，或里面没有列名", at=self._at(key))
        return found

    def column(self, key: str, *, optional: bool = False) -> str:
        """The name of a column, as `plain` leaves it; "" where there is none."""
        name = plain(self.text(key, "" if optional else None))
        if not (name or optional):
            raise MappingFault("对照文件的“{at}”里没有列名", at=self._at(key))
        return name

    def values(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """A list of texts, or one; none of them blank or said twice."""
        self.used.add(key)
        value = self.content.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(x, str) for x in listed):
            raise MappingFault("对照文件的“{at}”应为一组带引号的文字", at=self._at(key))
        found = tuple(self._sound(key, text).strip() for text in listed)
        if not (found or optional) or "" in found:
            raise MappingFault(
                "对照文件缺少“{at}”，或它是空的；请至少写一项，且每项不为空白", at=self._at(key)
            )
        for text in found:
            if found.count(text) > 1:
                raise MappingFault(
                    "对照文件的“{at}”里“{text}”写了两次", at=self._at(key), text=text
                )
        return found

    def table(self, key: str) -> dict[str, str]:
        """What stands for what."""
        self.used.add(key)
        value = self.content.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(x, str) for x in value.values()):
            raise MappingFault("对照文件的“{at}”应为文字对照表，值要带引号", at=self._at(key))
        found: dict[str, str] = {}
        for name, text in value.items():
            if not name.strip() or name.strip() in found:
                raise MappingFault(
                    "对照文件的“{at}”里“{name}”是空白，或写了两次", at=self._at(key), name=name
                )
            found[name.strip()] = self._sound(key, text)
        return found

    def section(self, key: str, *, optional: bool = False) -> "Section":
        """The section of this name; an empty one where it is optional."""
        self.used.add(key)
        if key not in self.content and not optional:
            raise MappingFault("对照文件缺少“[{at}]”一节", at=self._at(key))
        found = next((s for s in self.inner if s.name == self._at(key)), None)
        if found is None:
            found = Section(self._at(key), self.content.get(key, {}))
            self.inner.append(found)
        return found

    def optional(self, key: str) -> "Section | None":
        """The section of this name, or None; one that is there but empty is not nothing."""
        self.used.add(key)
        return self.section(key) if key in self.content else None

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        """One of some words, the first of which goes without saying."""
        value = self.text(key, allowed[0])
        if value not in allowed:
            words = "、".join(f"“{word}”" for word in allowed)
            raise MappingFault("对照文件的“{at}”只能是{words}", at=self._at(key), words=words)
        return value

    def nothing_else(self) -> None:
        """Raises `MappingFault` for the first entry that nobody asked for."""
        unknown = sorted(set(self.content) - self.used)
        if unknown:
            known = "、".join(sorted(self.used))
            at = self._at(unknown[0])
            raise MappingFault("对照文件里“{at}”不认识；这里可写的有：{known}", at=at, known=known)
        for section in self.inner:
            section.nothing_else()

    def _sound(self, key: str, text: str) -> str:
        if any(letter < " " and letter not in "\n\t" for letter in text):
            raise MappingFault("对照文件的“{at}”含有不能保存的控制字符", at=self._at(key))
        return text
