"""How the site is built: ``make site``, or ``python docs/build.py``."""

import hashlib
import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE / 'extensions'))
# The command reference is made from the tool's own help, which follows the reader's language.
os.environ['LANGUAGE'] = 'en'

project = 'galka'
author = 'the galka authors'
project_copyright = '2026, the galka authors. Code: MIT. Texts: CC BY 4.0'
language = 'en'

extensions = [
    'myst_nb',
    'sphinx.ext.doctest',
    'sphinx_copybutton',
    'site_layout',
    'page_head',
    'console_sessions',
    'folding',
    'not_run',
    'lesson_parts',
    'exercise_parts',
    'solving_parts',
    'solving_files',
    'track_parts',
    'checklist_page',
    'command_reference',
    'fixture_reference',
    'proof_page',
    'speed_page',
]

templates_path = ['templates']

# Lessons and notebooks are read where they lie; see site_layout for their addresses.
root_doc = 'docs/index'
include_patterns = ['docs/**.rst', 'lessons/**.rst', 'notebooks/**.ipynb']
exclude_patterns = ['**/.ipynb_checkpoints']
nitpicky = True
highlight_language = 'python'
# Both have a contrast of at least 4.5 to 1 for every kind of word.
pygments_style = 'default'
pygments_dark_style = 'monokai'
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

# All pages are made anew when what makes them has changed: these extensions, or the course's order.
makers = (*sorted((HERE / 'extensions').glob('*.py')), HERE.parent / 'lessons' / 'curriculum.toml')
galka_makers = hashlib.sha256(b''.join(path.read_bytes() for path in makers)).hexdigest()

# `galka verify --json` writes it; the proof page says so where there is none.
galka_proof = str(HERE.parent / 'build' / 'proof.json')
# `python docs/prove_in_browser.py` writes it: which tasks run in a page.
galka_browser = str(HERE.parent / 'build' / 'browser.json')

# `make bench` writes it.
galka_bench = str(HERE.parent / 'build' / 'bench.json')

html_theme = 'furo'
html_title = 'galka'
html_favicon = 'static/favicon.svg'
html_static_path = ['static']
html_css_files = ['galka.css']
html_js_files = [('scrollable.js', {'defer': 'defer'})]
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_domain_indices = False
# The repository's own address is known where the site is published, and nowhere else.
html_baseurl = os.environ.get('GALKA_SITE_ADDRESS', '')
html_theme_options = {
    'light_css_variables': {'color-brand-primary': '#1b5e78', 'color-brand-content': '#1b5e78'},
    'dark_css_variables': {
        'color-brand-primary': '#7cc5de',
        'color-brand-content': '#7cc5de',
        'color-code-background': '#1e2023',
    },
}
repository = os.environ.get('GALKA_REPOSITORY', '').rstrip('/')
if repository:
    branch = os.environ.get('GALKA_BRANCH', 'main')
    html_theme_options |= {
        'source_view_link': f'{repository}/blob/{branch}/{{filename}}',
        'source_edit_link': f'{repository}/edit/{branch}/{{filename}}',
        'footer_icons': [
            {'name': 'Repository', 'url': repository, 'html': 'Repository', 'class': ''}
        ],
    }
