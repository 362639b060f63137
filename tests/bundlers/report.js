// What a test page says of itself, for the test to read: what the element and the functions without a screen have found.

export async function report(element, annotate, encodeLink) {
  const result = {};
  try {
    await element.annotate();
    result.layers = (await element.getAnnotations()).map(({ layer }) => layer);
    result.csv = (await element.exportAs("csv")).length;
    result.link = (await element.toLink()).slice(0, 3);
    if (annotate) {
      const found = await annotate("The talks may resume, a source said.");
      result.headless = found.annotations.length;
      result.sent = (await encodeLink(found)).slice(0, 3);
    }
  } catch (error) {
    result.error = `${error.code}: ${error.message}`;
  }
  globalThis.result = result;
}
