"""The states as tiles, each with a count and a way to its list: a map that can be read, tabbed through and printed."""

from dataclasses import dataclass

from qcp.web.usa import NAMES

# Row by row from the north, so that every tile stands about where its state lies; territories below.
GRID = (
    "AK .. .. .. .. .. .. .. .. .. ME",
    ".. .. .. .. .. .. .. .. .. VT NH",
    "WA ID MT ND MN IL WI MI NY RI MA",
    "OR NV WY SD IA IN OH PA NJ CT ..",
    "CA UT CO NE MO KY WV VA MD DE ..",
    ".. AZ NM KS AR TN NC SC DC .. ..",
    ".. .. .. OK LA MS AL GA .. .. ..",
    "HI .. .. TX .. .. .. FL .. PR VI",
    "GU MP AS .. .. .. .. .. .. .. ..",
)


@dataclass(frozen=True)
class Tile:
    """One state. `row` and `column` count from 1."""

    code: str
    count: int
    row: int
    column: int
    url: str
    is_chosen: bool = False

    @property
    def name(self) -> str:
        return NAMES[self.code]

    @property
    def words(self) -> str:
        return f"{'location' if self.count == 1 else 'locations'} in {self.name}"


@dataclass(frozen=True)
class TileMap:
    """Counts by state, drawn as tiles and written as a table from the same tiles."""

    tiles: tuple[Tile, ...]

    @property
    def total(self) -> int:
        return sum(tile.count for tile in self.tiles)

    @property
    def rows(self) -> list[Tile]:
        """The table: states with at least one location, by name."""
        return sorted((tile for tile in self.tiles if tile.count), key=lambda tile: tile.name)

    @property
    def finding(self) -> str:
        """The title of the picture: what it shows, as a sentence."""
        places, states = self.total, len(self.rows)
        if not places:
            return "No certified location is listed yet"
        where = "one state or territory" if states == 1 else f"{states} states and territories"
        return f"{places} certified location{'s' * (places != 1)} in {where}"


def tile_map(counts: dict[str, int], *, url: str, chosen: str = "") -> TileMap:
    """Counts by state, in any spelling of its letters; what is no state is left to the list."""
    known = dict.fromkeys(NAMES, 0)
    for code, count in counts.items():
        if code.upper() in known:
            known[code.upper()] += count
    tiles = []
    for row, line in enumerate(GRID, start=1):
        for column, code in enumerate(line.split(), start=1):
            if code in known:
                tiles.append(Tile(code, known[code], row, column, f"{url}?state={code}", code == chosen.upper()))
    return TileMap(tuple(tiles))
