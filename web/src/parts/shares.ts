/** The parts of a whole that are to be drawn, each with its share of it (0 to 1); parts of nothing are left out. */
export function shares<P extends { readonly value: number }>(
  parts: readonly P[],
  whole: number,
): readonly { readonly part: P; readonly share: number }[] {
  if (whole <= 0) return [];
  return parts.filter((part) => part.value > 0).map((part) => ({ part, share: part.value / whole }));
}
