"""How the site is built: ``make site``, or ``sphinx-build -n -W -c docs . build/site``."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / 'extensions'))

project = 'galka'
author = 'the galka authors'
copyright = '2026, the galka authors. Code: MIT. Texts: CC BY 4.0'  # noqa: A001
language = 'en'

extensions = [
    'myst_nb',
    'sphinx.ext.doctest',
    'sphinx_copybutton',
    'sphinx_design',
    'site_layout',
    'course_directives',
]

# Lessons and notebooks are read where they lie; see site_layout for their addresses.
root_doc = 'docs/index'
include_patterns = ['docs/**.rst', 'lessons/**.rst', 'notebooks/**.ipynb']
exclude_patterns = ['**/.ipynb_checkpoints']
nitpicky = True
highlight_language = 'python'
pygments_style = 'default'
smartquotes = False

# A notebook is run by the build; its page never shows a figure of another machine or day.
nb_execution_mode = 'force'
nb_execution_timeout = 120
nb_execution_raise_on_error = True
nb_execution_show_tb = True

# The prompt and the output of a session are not what a reader wants to paste.
copybutton_prompt_text = r'>>> |\.\.\. |\$ |> '
copybutton_prompt_is_regexp = True
copybutton_only_copy_prompt_lines = True

html_theme = 'furo'
html_title = 'galka'
html_static_path = ['static']
html_css_files = ['galka.css']
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
# The repository's own address is known where the site is published, and nowhere else.
html_baseurl = os.environ.get('GALKA_SITE_ADDRESS', '')
html_theme_options = {
    'source_view_link': '',
    'light_css_variables': {'color-brand-primary': '#1b5e78', 'color-brand-content': '#1b5e78'},
    'dark_css_variables': {'color-brand-primary': '#7cc5de', 'color-brand-content': '#7cc5de'},
}
if 'GALKA_REPOSITORY' in os.environ:
    html_theme_options['source_repository'] = os.environ['GALKA_REPOSITORY']
