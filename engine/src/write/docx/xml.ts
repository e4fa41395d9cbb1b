/** Text fit to stand between tags or in a quoted attribute of XML. */
export const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** Twentieths of a point, in which Word measures nearly everything. */
export const twips = (points: number): number => Math.round(points * 20);
export const twipsOf = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);
/** English metric units, for pictures. */
export const emu = (millimetres: number): number => Math.round(millimetres * 36_000);

/** `#rrggbb` as Word has it. */
export const hex = (color: string): string => color.slice(1).toUpperCase();

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
