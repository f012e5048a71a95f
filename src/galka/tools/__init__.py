"""The one place that knows real tools: which there are, where they are, how to install them."""

from galka.tools.catalogue import TOOLS, Platform, Tool, current_platform
from galka.tools.lookup import Found, find, forget, install_line

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
