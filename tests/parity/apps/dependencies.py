"""Dependencies between resources, constructs, groups and stacks."""

from aws_cdk import App, CfnResource, Stack
from constructs import Construct, DependencyGroup

app = App()
stack = Stack(app, "Deps")


def thing(scope: Construct, name: str) -> CfnResource:
    return CfnResource(scope, name, type="Custom::Thing")


class Pair(Construct):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        self.first = thing(self, "First")
        self.second = thing(self, "Second")


a, b, c = thing(stack, "A"), thing(stack, "B"), thing(stack, "C")
a.add_dependency(b)
a.add_dependency(b)
a.add_dependency(c)
b.add_depends_on(c)
one, two = Pair(stack, "One"), Pair(stack, "Two")
one.node.add_dependency(two)
two.node.add_dependency(a)
d = thing(stack, "D")
d.add_dependency(a)
d.add_dependency(b)
d.remove_dependency(a)
d.replace_dependency(b, c)
group = DependencyGroup(a, one)
group.add(d)
e = thing(stack, "E")
e.node.add_dependency(group)
other = Stack(app, "Other")
f = thing(other, "F")
f.add_dependency(a)
third = Stack(app, "Third")
g = thing(third, "G")
g.node.add_dependency(f)
third.add_dependency(stack, "said so")
fourth = Stack(app, "Fourth")
fourth.node.add_dependency(third)
app.synth()
