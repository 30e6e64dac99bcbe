"""A cycle between stacks is refused with a drawing of it."""

import re
from pathlib import Path

import pytest

from landform.cdk import App, CfnResource, Stack

HERE = re.escape(str(Path(__file__)))


def test_a_cycle_names_what_uses_what_on_every_edge_and_the_ways_out() -> None:
    """One -> Two -> Three -> One."""
    app = App(auto_synth=False)
    stacks = {name: Stack(app, name) for name in ("One", "Two", "Three")}
    owned = {name: CfnResource(stack, "Own", type="My::Own::Type") for name, stack in stacks.items()}
    for user, owner in (("One", "Two"), ("Two", "Three"), ("Three", "One")):
        properties = {"Of": owned[owner].get_att("Arn")}
        CfnResource(stacks[user], "Uses", type="My::Own::Type", properties=properties)
    with pytest.raises(ValueError) as refused:
        app.synth()
    message = re.sub(rf"{HERE}:\d+", "app.py:1", str(refused.value))
    assert message == (
        "'Three' depends on 'One', and 'One' already depends on 'Three', so neither can be deployed first:\n"
        "  One (app.py:1)\n"
        "   |  One/Uses (app.py:1) uses Two/Own.Arn\n"
        "   v\n"
        "  Two (app.py:1)\n"
        "   |  Two/Uses (app.py:1) uses Three/Own.Arn\n"
        "   v\n"
        "  Three (app.py:1)\n"
        "   |  Three/Uses (app.py:1) uses One/Own.Arn\n"
        "   v\n"
        "  One (app.py:1)\n"
        "This would create a cyclic reference. Ways out: move the resource that both need into a stack of "
        "its own; pass a name that you choose instead of a reference; or let one stack set up both resources."
    )


def test_a_cycle_asked_for_by_hand_is_drawn_too() -> None:
    """The reason is the call."""
    app = App(auto_synth=False)
    one, two = Stack(app, "One"), Stack(app, "Two")
    one.add_dependency(two, "because")
    with pytest.raises(ValueError, match=r"(?s)Two .*One\.addDependency|\{Two\}\.addDependency\(\{One\}\)"):
        two.add_dependency(one)
