"""Somebody who keeps photos in albums."""

from playwright.sync_api import expect

from tests.gallery.end_to_end.visitor import Visitor


class Collector(Visitor):
    """A visitor of the pages of albums."""

    def make_album(self, title: str) -> None:
        """Make an album."""
        self.page.get_by_role('link', name='Albums').click()
        self.page.get_by_label('New album').fill(title)
        self.page.get_by_role('button', name='Make it').click()
        expect(self.page.get_by_role('link', name=title)).to_be_visible()

    def open_album(self, title: str) -> str:
        """Open the page of an album; return its address."""
        self.page.get_by_role('link', name='Albums').click()
        self.page.get_by_role('link', name=title).click()
        expect(self.page.get_by_role('button', name='Rename')).to_be_visible()
        return self.page.url

    def move_first(self, album: str) -> None:
        """Put one's newest photo into an album, and see it there."""
        self.open_first()
        self.page.get_by_label('Album').select_option(label=album)
        self.page.get_by_role('button', name='Save').click()
        expect(self.page.get_by_role('status')).to_have_text('Saved.')
        self.open_album(album)
        expect(self.thumbnails()).to_have_count(1)

    def rename(self, title: str) -> None:
        """Give the album on this page another title."""
        self.page.get_by_label('Title').fill(title)
        self.page.get_by_role('button', name='Rename').click()
        expect(self.page.get_by_role('heading', level=1)).to_have_text(title)

    def delete_album(self) -> None:
        """Delete the album on this page."""
        self.page.get_by_text('Delete this album').click()
        self.page.get_by_role('button', name='Yes, delete it').click()
        expect(self.page.get_by_role('status')).to_contain_text('still among yours')
