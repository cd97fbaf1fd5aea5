"""A walk through XML, element by element: each format names the elements that matter and what they do."""

from collections.abc import Callable

from lxml import etree

from indexer.extract.flow import Flow

Handler = Callable[[etree._Element], None]


class Walker:
    """Pours XML into a flow without recursion, since nesting in a hostile file has no bottom."""

    def __init__(self) -> None:
        self.flow = Flow()
        #: What to do where an element begins and ends, by its name; the rest is passed through.
        self.starts: dict[str, Handler] = {}
        self.ends: dict[str, Handler] = {}

    def walk(self, root: etree._Element) -> None:
        """Pour one part, or one element with what it holds."""
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "end":
                self.leave(element)
                self.after(element)
            elif self.skips(element):
                events.skip_subtree()
                next(events)  # its end
                self.after(element)
            else:
                self.enter(element)

    def skips(self, element: etree._Element) -> bool:
        """Whether an element is left out with all it holds."""
        raise NotImplementedError

    def enter(self, element: etree._Element) -> None:
        """Begin what an element begins."""
        if start := self.starts.get(str(element.tag)):
            start(element)

    def after(self, element: etree._Element) -> None:
        """Take the characters that follow an element, skipped or not; most formats have none."""

    def leave(self, element: etree._Element) -> None:
        """End what an element began."""
        if end := self.ends.get(str(element.tag)):
            end(element)
