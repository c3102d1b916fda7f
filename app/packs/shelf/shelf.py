"""Finds the policy packs of a folder, and lays those of a place over each other.

A pack is opened only when its place is asked for; lists need headings only. Packs read before come from the cache,
without pydantic and YAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.packs.file.pack_builder import pack_of
from app.packs.problems import MOST_BYTES, PackProblem, UnusablePack, say
from app.packs.shelf.cache import Cache, Kept
from app.packs.shelf.headings import PackHeading, heading_of
from app.regions import divisions as regions
from app.rules.bilingual import Bilingual
from app.rules.law.policy import Pack, Policy
from app.rules.value_type import value_type
from app.system.resources import shipped_policies
from app.system.sha256 import digest_of

if TYPE_CHECKING:
    from app.packs.file.loading import PackText

_FILE_NAME: Final = re.compile(r"([0-9]{6})(-.*)?\.ya?ml\Z")


class UnknownRegion(KeyError):  # noqa: N818  named for what it means; a KeyError, as it is a failed look-up
    """A code that is not a division of the country."""


@value_type
class Shelved:
    """A usable pack with its file and the packs it extends; `text` where it was read from the file.

    `recorded` reads its record: an answer needs the pack alone, and a record takes as much memory again.
    """

    path: Path
    heading: PackHeading
    pack: Pack
    recorded: Callable[[], Mapping[str, Any]]
    above: tuple[Shelved, ...]
    text: PackText | None

    @property
    def record(self) -> Mapping[str, Any]:
        """The checked record of its file."""
        return self.recorded()

    @property
    def chain(self) -> tuple[Pack, ...]:
        """The pack and those it extends, the nation's last."""
        return (self.pack, *(shelved.pack for shelved in self.above))


class Shelf:
    """The packs of one folder. A pack that cannot be used does not affect the others, unless they extend it."""

    def __init__(self, folder: Path, cache: Cache | None) -> None:
        """Look at the folder's file names; UnusablePack when there is no such folder."""
        self.folder = folder
        self._cache = cache
        self._headings: dict[str, PackHeading | UnusablePack] = {}
        self._shelved: dict[str, Shelved | UnusablePack] = {}
        self._policies: dict[str, Policy] = {}
        self._files, self._misplaced = _files(folder)

    def policy_for(self, region_code: str) -> Policy:
        """The policy of a place: the nearest pack there is, laid over those it extends.

        UnknownRegion for a code that does not exist, UnusablePack when a pack that belongs to it cannot be used.
        """
        if region_code not in self._policies:
            chain = self._nearest(region_code).chain
            name = regions.name_of(region_code)
            self._policies[region_code] = Policy(chain, region_code, Bilingual(name, name))
        return self._policies[region_code]

    @property
    def headings(self) -> tuple[PackHeading, ...]:
        """The headings of all usable packs, in the order of the codes; cached packs are not opened for it."""
        return tuple(found for found in map(self._head, sorted(self._files)) if isinstance(found, PackHeading))

    @property
    def packs(self) -> tuple[Pack, ...]:
        """Every usable pack, in the order of the codes."""
        return tuple(shelved.pack for shelved in self.shelved)

    @property
    def shelved(self) -> tuple[Shelved, ...]:
        """Every usable pack with its file, in the order of the codes."""
        return tuple(found for found in map(self._look, sorted(self._files)) if isinstance(found, Shelved))

    @property
    def codes(self) -> tuple[str, ...]:
        """The places that have a pack, usable or not, in order."""
        return tuple(sorted(self._files))

    def find(self, code: str) -> Shelved | None:
        """The pack of a place with its file; None where it has none that can be used."""
        found = self._look(code) if code in self._files else None
        return found if isinstance(found, Shelved) else None

    @property
    def refused(self) -> tuple[PackProblem, ...]:
        """What is wrong with the packs that cannot be used."""
        found = [found for found in map(self._head, sorted(self._files)) if isinstance(found, UnusablePack)]
        return (*self._misplaced, *(problem for unusable in found for problem in unusable.problems))

    @property
    def passed_over(self) -> tuple[PackProblem, ...]:
        """What the folder alone shows to be no pack: told with every answer, as nobody else would miss it."""
        return (*self._misplaced, *(_no_file(path) for path in self._files.values() if not _is_plain(path)))

    def _nearest(self, region_code: str) -> Shelved:
        try:
            places = regions.ancestors(region_code)
        except KeyError:
            raise UnknownRegion(region_code) from None
        for code in places:
            if code in self._files:
                return self._usable(code)
        raise UnusablePack([PackProblem(str(self.folder), None, "", say("folder.no_nation"))])

    def _usable(self, code: str) -> Shelved:
        found = self._look(code)
        if isinstance(found, UnusablePack):
            raise found
        return found

    def _look(self, code: str) -> Shelved | UnusablePack:
        if code not in self._shelved:
            try:
                opened = self._open(code)
                self._shelved[code], self._headings[code] = opened, opened.heading
            except UnusablePack as unusable:
                self._shelved[code] = self._headings[code] = unusable
        return self._shelved[code]

    def _head(self, code: str) -> PackHeading | UnusablePack:
        if code not in self._headings:
            try:
                kept = self._kept(code, digest_of(_bytes(self._files[code])), self._head)
                self._headings[code] = kept.heading if kept else self._usable(code).heading
            except UnusablePack as unusable:
                self._headings[code] = unusable
        return self._headings[code]

    def _opened_head(self, code: str) -> PackHeading | UnusablePack:
        found = self._look(code)
        return found.heading if isinstance(found, Shelved) else found

    def _kept(self, code: str, digest: str, head: Callable[[str], PackHeading | UnusablePack]) -> Kept | None:
        """The cached entry of a file, if the packs it extends are still those it was checked with."""
        kept = self._cache.heading(digest) if self._cache else None
        if kept is None or kept.heading.code != code:
            return None
        for above, sha256 in kept.above:
            found = head(above) if above in self._files else None
            if not isinstance(found, PackHeading) or found.sha256 != sha256:
                return None
        return kept

    def _open(self, code: str) -> Shelved:
        data = _bytes(self._files[code])
        digest = digest_of(data)
        return self._open_kept(code, digest) or self._read(code, data, digest)

    def _open_kept(self, code: str, digest: str) -> Shelved | None:
        kept = self._kept(code, digest, self._opened_head)
        record = self._cache.record(digest) if self._cache and kept else None
        if kept is None or record is None:
            return None
        above = tuple(self._usable(upper) for upper, _ in kept.above)
        try:
            again = partial(self._record_again, code, digest)
            return Shelved(self._files[code], kept.heading, pack_of(record, digest), again, above, None)
        except (KeyError, TypeError, ValueError, AttributeError):
            return None  # the cached record does not build a pack

    def _record_again(self, code: str, digest: str) -> Mapping[str, Any]:
        """The record of a pack that came from the cache; from its file where the cache has lost it."""
        kept = self._cache.record(digest) if self._cache else None
        if kept is not None:
            return kept
        from app.packs.file.loading import read_pack  # as in `_read`

        return read_pack(_bytes(self._files[code]), str(self._files[code])).record

    def _read(self, code: str, data: bytes, digest: str) -> Shelved:
        from app.packs.file.loading import read_pack, require_coherent  # pydantic and YAML: only for a pack that is new

        path = self._files[code]
        text = read_pack(data, str(path))
        if text.record["code"] != code:
            said = say("file.other_code", named=code, code=text.record["code"])
            raise UnusablePack([text.problem(("code",), said)])
        above = self._above(text)
        require_coherent(text, [shelved.record for shelved in above])
        pack = pack_of(text.record, digest)
        heading = heading_of(pack)
        if self._cache:
            uppers = tuple((shelved.heading.code, shelved.heading.sha256) for shelved in above)
            self._cache.put(Kept(heading, uppers), text.record)
        return Shelved(path, heading, pack, lambda: text.record, above, text)

    def _above(self, text: PackText) -> tuple[Shelved, ...]:
        """The packs that a pack extends, nearest first; UnusablePack at its line where one cannot be used."""
        from app.packs.file.consistency import misplaced  # as in `_read`

        extends = text.record.get("extends")
        if wrong := misplaced(text.record):
            raise UnusablePack([text.problem(("extends",), wrong)])
        if extends is None:
            return ()
        if extends not in self._files:
            said = say("extends_unknown", extends=extends, known=", ".join(sorted(self._files)))
            raise UnusablePack([text.problem(("extends",), said)])
        try:
            nearest = self._usable(extends)
        except UnusablePack:
            raise UnusablePack([text.problem(("extends",), say("extends_refused", extends=extends))]) from None
        return (nearest, *nearest.above)


def open_shelf(folder: Path | None = None) -> Shelf:
    """The packs of a folder, those of the program itself when none is named; UnusablePack when it does not exist."""
    return Shelf(folder or shipped_policies(), Cache.of_user())


def reread_shelf(folder: Path | None = None) -> Shelf:
    """As `open_shelf`, but every pack is read and checked from its file, so that the lines of its fields are known."""
    return Shelf(folder or shipped_policies(), None)


def _files(folder: Path) -> tuple[dict[str, Path], Sequence[PackProblem]]:
    """The file of each place, and what is wrong with the others.

    A folder, broken link, device or pipe named as a pack stands for its place, where no file does: reading it is
    refused. Without it the place would be answered by the rules of its province.
    """
    try:
        paths = [path for path in folder.iterdir() if path.suffix in (".yaml", ".yml")]
    except OSError:
        raise UnusablePack([PackProblem(str(folder), None, "", say("folder.missing"))]) from None
    files: dict[str, Path] = {}
    problems = []
    for path in sorted(paths, key=lambda path: (not _is_plain(path), path)):
        found, plain = _FILE_NAME.match(path.name), _is_plain(path)
        if found is not None and found[1] not in files:
            files[found[1]] = path
        elif not plain:
            problems.append(_no_file(path))
        elif found is None:
            problems.append(PackProblem(str(path), None, "", say("file.name")))
        else:
            said = say("file.same_code", code=found[1], other=files[found[1]].name)
            problems.append(PackProblem(str(path), None, "", said))
    return files, problems


def _is_plain(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return True  # reading it says what is wrong


def _no_file(path: Path) -> PackProblem:
    return PackProblem(str(path), None, "", say("file.not_plain"))


def _bytes(path: Path) -> bytes:
    if not _is_plain(path):  # to open a pipe would wait for its other end
        raise UnusablePack([_no_file(path)])
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)  # one byte more is enough to see that it is too large
    except OSError as error:
        raise UnusablePack([PackProblem(str(path), None, "", say("file.unreadable", why=error.strerror))]) from None
