"""`landform completion`: the script that makes a shell complete this command."""

import click

from landform.cli.console import show
from landform.cli.errors import usage_error


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash: eval "$(landform completion bash)" in ~/.bashrc
    zsh:  eval "$(landform completion zsh)" in ~/.zshrc
    fish: landform completion fish > ~/.config/fish/completions/landform.fish
    """
    from click.shell_completion import get_completion_class

    from landform.cli.main import COMPLETION

    found = get_completion_class(shell)
    if found is None:
        raise usage_error(f'there is no completion for the shell "{shell}"')
    root = click.get_current_context().find_root()
    show(found(root.command, {}, "landform", COMPLETION).source())
