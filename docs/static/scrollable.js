// What scrolls sideways must be in reach of a keyboard; what does not would be a needless stop.
const seen = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const box of document.querySelectorAll("pre, .table-wrapper")) seen.observe(box);
