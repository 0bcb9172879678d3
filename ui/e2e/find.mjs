// XPath of what a person sees: a button by its words, a field by its label.
const named = (name) => `normalize-space(.)='${name}' or @aria-label='${name}'`;

export const button = (name) => `//button[${named(name)}]`;
export const buttonStarting = (words) =>
  `//button[starts-with(normalize-space(.), '${words}') or starts-with(@aria-label, '${words}')]`;
export const link = (name) => `//a[${named(name)}]`;
export const dialog = '//dialog[@open]';
const control = '*[self::input or self::select or self::textarea]';
const labels = (label) => `starts-with(normalize-space(.), '${label}')`;
/** A field whose label begins so, or is called so; a box to tick whose label has these words. */
export const field = (label) =>
  [
    `//label[${labels(label)}]//${control}`,
    `//${control}[@id=//label[${labels(label)}]/@for]`,
    `//label[contains(., '${label}')]//input[@type='checkbox' or @type='radio']`,
    `//${control}[@aria-label='${label}']`,
  ].join(' | ');
export const labelled = (name) => `//*[@aria-label='${name}']`;
export const words = (text) => `//*[text()[contains(., '${text}')]]`;
/** The line at the bottom of the window says so. */
export const said = (text) => `//*[contains(@class, 'status')]${words(text)}`;
const rooms = `//nav[@aria-label='各间']`;
export const room = (name) => `${rooms}${link(name)}`;
export { rooms };
