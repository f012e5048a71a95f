"""The one place that knows real tools: which there are, where they are, how to install them."""

from galka.tools.catalogue import TOOLS
from galka.tools.lookup import Found, find, forget, install_line
from galka.tools.tool import Platform, Tool, current_platform

__all__ = (
    'TOOLS',
    'Found',
    'Platform',
    'Tool',
    'current_platform',
    'find',
    'forget',
    'install_line',
)
