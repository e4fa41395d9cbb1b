/** The kinds of barcodes, and what printing them wants. */
export type Symbology = 'qr' | 'datamatrix' | 'aztec' | 'pdf417' | 'code128' | 'ean13' | 'ean8' | 'upca' | 'itf14' | 'intelligentMail';

export interface SymbologyFacts {
  /** Its name in the library; undefined for what we encode ourselves. */
  readonly library?: string;
  /** A matrix of modules, a row of bars, or the bars of four heights of the post. */
  readonly shape: 'matrix' | 'bars' | 'post';
  /** Whether the payload is bytes (UTF-8) rather than the characters of the symbology. */
  readonly bytes?: boolean;
  /** Free space at each side, modules (ISO/IEC 18004, 16022, 24778, 15438, 15417, 15420; GS1 General Specifications 5). */
  readonly quiet: number;
  /** Free space above and below where it is not that of the sides, millimetres. */
  readonly quietAbove?: number;
  /** What people read under it; undefined for matrix codes. */
  readonly text?: (payload: string) => string;
}

/** Above and below the post's barcode, millimetres: 0.028 inches (USPS-B-3200, 2.3). */
const POST_CLEARANCE = 0.71;

export const SYMBOLOGIES: { readonly [Name in Symbology]: SymbologyFacts } = {
  qr: { shape: 'matrix', quiet: 4 },
  datamatrix: { library: 'datamatrix', shape: 'matrix', bytes: true, quiet: 2 },
  aztec: { library: 'azteccode', shape: 'matrix', bytes: true, quiet: 1 },
  pdf417: { library: 'pdf417', shape: 'matrix', bytes: true, quiet: 2 },
  code128: { library: 'code128', shape: 'bars', quiet: 10, text: (payload) => payload },
  ean13: { library: 'ean13', shape: 'bars', quiet: 11, text: (payload) => checked(payload, 13).replace(/^(\d)(\d{6})/, '$1 $2 ') },
  ean8: { library: 'ean8', shape: 'bars', quiet: 7, text: (payload) => checked(payload, 8).replace(/^(\d{4})/, '$1 ') },
  upca: { library: 'upca', shape: 'bars', quiet: 9, text: (payload) => checked(payload, 12).replace(/^(\d)(\d{5})(\d{5})/, '$1 $2 $3 ') },
  itf14: {
    library: 'itf14',
    shape: 'bars',
    quiet: 10,
    text: (payload) => checked(payload, 14).replace(/^(\d)(\d\d)(\d{5})(\d{5})/, '$1 $2 $3 $4 '),
  },
  intelligentMail: { library: 'onecode', shape: 'post', quiet: 8, quietAbove: POST_CLEARANCE, text: groupedMail },
};

/** Digits with the check digit that the code will have (GS1: weights 3 and 1 from the right, modulo 10). */
function checked(payload: string, length: number): string {
  const digits = payload.replace(/[\s-]/g, '');
  if (digits.length !== length - 1 || !/^\d+$/.test(digits)) return digits;
  const sum = [...digits].reduceRight((total, digit, i) => total + Number(digit) * ((digits.length - 1 - i) % 2 === 0 ? 3 : 1), 0);
  return digits + ((10 - (sum % 10)) % 10);
}

/** USPS-B-3200, 2.1: barcode identifier, service type, mailer, serial number, routing code. */
function groupedMail(payload: string): string {
  const groups = payload[5] === '9' ? /^(\d\d)(\d{3})(\d{9})(\d{6})(\d*)$/ : /^(\d\d)(\d{3})(\d{6})(\d{9})(\d*)$/;
  return payload.replace(groups, '$1 $2 $3 $4 $5').trim();
}

/** Least width of a module that a letter printer of 600 dpi prints and a telephone reads, millimetres. */
export const LEAST_MODULE = 0.25;

/** Width of the post's barcode, millimetres: 20 to 24 bars to the inch (USPS-B-3200, 2.3). */
export const POST_WIDTH = { least: 67.8, most: 81.9 } as const;
