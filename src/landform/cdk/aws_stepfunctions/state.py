"""States: what all of them share.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Self

from landform.cdk.aws_stepfunctions.enums import ProcessorMode, QueryLanguage
from landform.cdk.aws_stepfunctions.rendering import checked_path, present, render_object
from landform.cdk.aws_stepfunctions.state_graph import StateGraph
from landform.cdk.aws_stepfunctions.transitions import CatchTransition, ChoiceTransition, retry_json
from landform.cdk.aws_stepfunctions.values import Errors
from landform.cdk.constructs import Construct
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given

ALL_ERRORS: Final = [Errors.ALL]


class State(Native, Construct):
    """A state of a state machine."""

    _props_module = "aws_stepfunctions"
    _props_kind = "StateProps"
    """The record of the constructor's keywords, and its module."""

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id)
        self._props: Any = given(self._props_module, self._props_kind, props)
        self._prefixes: list[str] = []
        self._query_language: QueryLanguage | None = self._props.query_language
        self._containing_graph: StateGraph | None = None
        self._next: State | None = None
        self._default_choice: State | None = None
        self._choices: list[ChoiceTransition] = []
        self._retries: list[Mapping[str, Any]] = []
        self._catches: list[CatchTransition] = []
        self._incoming: list[State] = []
        self._branches: list[StateGraph] = []
        self._iteration: StateGraph | None = None
        self._processor: StateGraph | None = None
        self._processor_config: Any = None
        self._processor_mode = ProcessorMode.INLINE
        self.node.add_validation(self._validate_state)

    @property
    def id(self) -> str:
        """The construct's id."""
        return self.node.id

    @property
    def start_state(self) -> "State":
        """The state itself."""
        return self

    @property
    def end_states(self) -> list[Any]:
        """The states that another one can be put behind; none for a state that ends."""
        return []

    @property
    def state_id(self) -> str:
        """The state's name: prefixes, and the id where no name was given."""
        return "".join((*self._prefixes, self._props.get("state_name") or self.id))

    @staticmethod
    def prefix_states(root: Any, prefix: str) -> None:
        """Put a prefix before the names of all states in a tree."""
        if isinstance(root, State):
            root.add_prefix(prefix)
        for each in root.node.children:
            State.prefix_states(each, prefix)

    @staticmethod
    def find_reachable_states(start: "State", *, include_error_handlers: bool | None = None) -> "list[State]":
        """All states that are reached from one, itself included."""
        return list(_reached(start, bool(include_error_handlers)))

    @staticmethod
    def find_reachable_end_states(
        start: "State", *, include_error_handlers: bool | None = None
    ) -> "list[State]":
        """Those of them that nothing comes after."""
        handlers = bool(include_error_handlers)
        return [each for each in _reached(start, handlers) if not each._outgoing(handlers)]

    @staticmethod
    def filter_nextables(states: "Sequence[State]") -> list[Any]:
        """Those that another state can be put behind."""
        return [each for each in states if hasattr(each, "next")]

    def add_prefix(self, x: str) -> None:
        """Put a prefix before the name."""
        if x:
            self._prefixes.insert(0, x)

    def bind_to_graph(self, graph: StateGraph) -> None:
        """Make the state, and all that stand before and after it, a part of a graph."""
        if self._containing_graph is graph:
            return
        if self._containing_graph is not None:
            raise ValueError(
                f"State '{self.state_id}' is used in {graph}, but is in {self._containing_graph} already: "
                "every state can only be used in one graph"
            )
        self._containing_graph = graph
        self._when_bound_to_graph(graph)
        for each in self._incoming:
            each.bind_to_graph(graph)
        for each in self._outgoing(include_error_handlers=True):
            each.bind_to_graph(graph)
        for branch in self._branches:
            branch.register_super_graph(graph)
        for inner in (self._iteration, self._processor):
            if inner is not None:
                inner.register_super_graph(graph)

    def to_state_json(self, state_machine_query_language: QueryLanguage | None = None) -> Any:
        """The state as the Amazon States Language writes it."""
        raise TypeError(f"{type(self).__name__} does not say how it is written")

    @classmethod
    def _made(cls, scope: Any, id: str, props: Mapping[str, Any], language: QueryLanguage | None) -> Self:
        """A state whose expressions are of one language."""
        chosen = {"query_language": language} if language is not None else {}
        return cls(scope, id, **{**props, **chosen})

    @property
    def _is_jsonata(self) -> bool:
        return self._query_language is QueryLanguage.JSONATA

    def _validate_state(self) -> list[str]:
        """What is wrong with it."""
        return []

    def _when_bound_to_graph(self, graph: StateGraph) -> None:
        graph.register_state(self)

    def _make_next(self, next: "State") -> None:
        if self._next is not None:
            raise ValueError(f"State '{self.id}' already has a next state")
        self._next = next
        next._incoming.append(self)

    def _make_default(self, state: "State") -> None:
        if self._default_choice is not None:
            raise ValueError(f"Choice '{self.id}' already has a default next state")
        self._default_choice = state

    def _add_choice(self, condition: Any, next: "State", **options: Any) -> None:
        self._choices.append(ChoiceTransition(condition, next, options))
        next._incoming.append(self)

    def _add_branch(self, branch: StateGraph) -> None:
        self._branches.append(branch)
        if self._containing_graph is not None:
            branch.register_super_graph(self._containing_graph)

    def _add_iterator(self, iteration: StateGraph) -> None:
        self._iteration = iteration
        if self._containing_graph is not None:
            iteration.register_super_graph(self._containing_graph)

    def _add_item_processor(self, processor: StateGraph, **config: Any) -> None:
        self._processor = processor
        self._processor_config = given("aws_stepfunctions", "ProcessorConfig", config)
        if self._containing_graph is not None:
            processor.register_super_graph(self._containing_graph)

    def _outgoing(self, include_error_handlers: bool = False) -> "list[State]":
        found = [each for each in (self._next, self._default_choice) if each is not None]
        found += [each.next for each in self._choices]
        if include_error_handlers:
            found += [each.next for each in self._catches]
        return found

    def _render_query_language(self, top: QueryLanguage | None = None) -> dict[str, Any]:
        own = self._query_language
        if top is QueryLanguage.JSONATA and own is QueryLanguage.JSON_PATH:
            raise ValueError(
                f"The state machine's query language is JSONata: {self.node.path} cannot have JSONPath"
            )
        return {"QueryLanguage": own if own is QueryLanguage.JSONATA and top is not own else None}

    def _render_next_end(self) -> dict[str, Any]:
        return {"Next": self._next.state_id} if self._next is not None else {"End": True}

    def _render_input_output(self) -> dict[str, Any]:
        props = self._props
        return {
            "InputPath": checked_path(props.get("input_path")),
            "Parameters": render_object(props.get("parameters")),
            "OutputPath": checked_path(props.get("output_path")),
            "Arguments": props.get("arguments"),
            "Output": props.get("outputs"),
        }

    def _render_result_selector(self) -> dict[str, Any]:
        return {"ResultSelector": render_object(self._props.get("result_selector"))}

    def _render_assign(self, top: QueryLanguage | None = None) -> dict[str, Any]:
        del top
        assign = self._props.get("assign")
        return {"Assign": assign if self._is_jsonata else render_object(assign)}

    def _render_choices(self, top: QueryLanguage | None = None) -> dict[str, Any]:
        del top
        rendered = [each.rendered(self._is_jsonata) for each in self._choices]
        default = self._default_choice.state_id if self._default_choice is not None else None
        return {"Choices": rendered or None, "Default": default}

    def _render_branches(self) -> dict[str, Any]:
        return {"Branches": [each.to_graph_json() for each in self._branches] or None}

    def _render_iterator(self) -> dict[str, Any]:
        return {"Iterator": self._iteration.to_graph_json() if self._iteration is not None else None}

    def _render_item_processor(self) -> dict[str, Any]:
        if self._processor is None:
            return {}
        config = {"ProcessorConfig": self._processor_settings()}
        return {"ItemProcessor": {**config, **self._processor.to_graph_json()}}

    def _processor_settings(self) -> dict[str, Any]:
        config = self._processor_config
        mode = config.mode or self._processor_mode
        is_distributed = mode is ProcessorMode.DISTRIBUTED
        return present({"Mode": mode, "ExecutionType": config.execution_type if is_distributed else None})

    def _render_retry_catch(self, top: QueryLanguage | None = None) -> dict[str, Any]:
        del top
        retries = _all_errors_last(self._retries, lambda each: each.get("errors"))
        catches = _all_errors_last(self._catches, lambda each: each.options.get("errors"))
        return {
            "Retry": [retry_json(each) for each in retries] or None,
            "Catch": [each.rendered(self._is_jsonata) for each in catches] or None,
        }

    def _add_retry_record(self, options: Mapping[str, Any]) -> None:
        props: Any = given("aws_stepfunctions", "RetryProps", options)
        _check_errors(props.errors)
        self._retries.append(props)

    def _add_catch_record(self, handler: Any, options: Mapping[str, Any]) -> None:
        props: Any = given("aws_stepfunctions", "CatchProps", options)
        _check_errors(props.errors)
        self._catches.append(CatchTransition(handler.start_state, props))
        handler.start_state._incoming.append(self)


def _check_errors(errors: Sequence[str] | None) -> None:
    if errors and Errors.ALL in errors and len(errors) > 1:
        raise ValueError(f"{Errors.ALL} must appear alone in an error list")


def _all_errors_last(items: Iterable[Any], errors_of: Any) -> list[Any]:
    """The items in their order, those for all errors behind the others."""
    return sorted(items, key=lambda each: Errors.ALL in _errors(errors_of(each)))


def _errors(errors: Sequence[str] | None) -> Sequence[str]:
    return ALL_ERRORS if errors is None else errors


def _reached(start: State, include_error_handlers: bool) -> Iterator[State]:
    pending, seen = [start], {start}
    while pending:
        found = pending.pop(0)
        yield found
        for each in found._outgoing(include_error_handlers):
            if each not in seen:
                seen.add(each)
                pending.append(each)
