"""The tiles of the states: every state once, and the same figures as the table and as the counts they are made from."""

from hypothesis import given, settings
from hypothesis import strategies as st

from qcp.web.pictures.tiles import tile_map
from qcp.web.usa import NAMES


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from([*NAMES, *map(str.lower, NAMES), "XX", ""]), st.integers(0, 1000)))
def test_tiles_and_table_show_the_same_numbers(counts):
    known = {code: counts.get(code, 0) + counts.get(code.lower(), 0) for code in NAMES}

    drawn = tile_map(counts, url="/register/")

    assert {tile.code: tile.count for tile in drawn.tiles} == known
    assert {tile.code: tile.count for tile in drawn.rows} == {code: n for code, n in known.items() if n}
    assert drawn.total == sum(known.values())
    assert drawn.finding.startswith(f"{drawn.total} " if drawn.total else "No certified location")


def test_every_state_has_a_place_of_its_own():
    tiles = tile_map({}, url="/register/").tiles

    assert sorted(tile.code for tile in tiles) == sorted(NAMES)
    assert len({(tile.row, tile.column) for tile in tiles}) == len(tiles)


def test_the_chosen_state_is_marked_in_any_spelling():
    drawn = tile_map({"va": 2}, url="/register/", chosen="va")

    assert [tile.code for tile in drawn.tiles if tile.is_chosen] == ["VA"]
    assert [(tile.url, tile.words) for tile in drawn.rows] == [("/register/?state=VA", "locations in Virginia")]
