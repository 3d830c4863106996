"""Words of a paragraph of the desk, selected with the mouse."""

SELECT = """([place, words]) => {
  const text = document.querySelector(`${place} [data-words]`);
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let all = "";
  while (walker.nextNode()) {
    nodes.push([walker.currentNode, all.length]);
    all += walker.currentNode.textContent;
  }
  const at = (spot, isEnd) => {
    const [node, start] = nodes.findLast(([, start]) => (isEnd ? start < spot : start <= spot));
    return [node, spot - start];
  };
  const range = document.createRange();
  range.setStart(...at(all.indexOf(words), false));
  range.setEnd(...at(all.indexOf(words) + words.length, true));
  const boxes = range.getClientRects();
  const [first, last] = [boxes[0], boxes[boxes.length - 1]];
  const isLeftward = getComputedStyle(text).direction === "rtl";
  const [start, end] = isLeftward
    ? [first.right - 1, last.left + 1]
    : [first.left + 1, last.right - 1];
  return [start, first.top + 6, end, last.top + 6];
}"""
"""Where the words of a paragraph begin and end on the screen, in the direction of its script."""


def drag_over(page, place, words):
    """Select words of a paragraph with the mouse."""
    page.locator(place).scroll_into_view_if_needed()
    start, top, end, bottom = page.evaluate(SELECT, [place, words])
    page.mouse.move(start, top)
    page.mouse.down()
    page.mouse.move(end, bottom, steps=4)
    page.mouse.up()
