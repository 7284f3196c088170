"""A shop's limit on visits at once holds for all processes that visit it together."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from shopper.visit.slots import SharedSlots

VISITS = """
import asyncio, sys
from pathlib import Path
from shopper.visit.slots import SharedSlots

async def visit(slots, number):
    async with slots:
        mark = folder / f"{sys.argv[2]}-{number}.inside"
        mark.touch()
        print(len(list(folder.glob("*.inside"))), flush=True)
        await asyncio.sleep(0.05)
        mark.unlink()

async def main():
    slots = SharedSlots(folder, "tiny", 2)
    await asyncio.gather(*(visit(slots, number) for number in range(6)))

folder = Path(sys.argv[1])
asyncio.run(main())
"""


def test_no_more_than_two_are_inside_whatever_process_they_are_of(tmp_path: Path) -> None:
    command = [sys.executable, "-c", VISITS, str(tmp_path)]
    players = [subprocess.Popen([*command, name], stdout=subprocess.PIPE, text=True) for name in "ab"]
    counts = [int(line) for player in players for line in player.communicate(timeout=60)[0].split()]
    assert len(counts) == 12 and max(counts) == 2


def test_a_process_that_is_killed_gives_its_slot_back(tmp_path: Path) -> None:
    hold = VISITS.replace("0.05", "600")
    player = subprocess.Popen([sys.executable, "-c", hold, str(tmp_path), "a"], stdout=subprocess.PIPE, text=True)
    assert player.stdout and player.stdout.readline()
    player.kill()
    player.wait(10)
    player.stdout.close()

    async def visit() -> bool:
        async with SharedSlots(tmp_path, "tiny", 2):
            return True

    assert asyncio.run(asyncio.wait_for(visit(), 10))
