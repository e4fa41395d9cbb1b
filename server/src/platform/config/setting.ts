/** One setting: where it comes from, what it means, how its text becomes a value. */
export interface Setting<T> {
  /** Environment variable. */
  readonly env: string;
  readonly meaning: string;
  /** The value when nothing is set; text says how it is found out. */
  readonly default: T;
  readonly defaultText?: string;
  /** Masked wherever it is shown. */
  readonly secret?: boolean;
  /** @throws Error with what is expected */
  readonly parse: (text: string) => T;
}

type Options<T> = Partial<Pick<Setting<T>, 'secret' | 'defaultText'>>;

export function text(env: string, fallback: string, meaning: string, options: Options<string> = {}): Setting<string> {
  return { env, meaning, default: fallback, parse: (value) => value, ...options };
}

export function optionalText(
  env: string,
  meaning: string,
  options: Options<string | undefined> & { check?: (value: string) => string | undefined } = {},
): Setting<string | undefined> {
  const { check, ...rest } = options;
  const parse = (value: string) => {
    const wrong = check?.(value);
    if (wrong !== undefined) throw new Error(wrong);
    return value;
  };
  return { env, meaning, default: undefined, defaultText: 'none', parse, ...rest };
}

export function whole(
  env: string,
  fallback: number,
  range: readonly [number, number],
  meaning: string,
  options: Options<number> = {},
): Setting<number> {
  const parse = (value: string) => {
    const number = Number(value);
    if (value.trim() === '' || !Number.isInteger(number) || number < range[0] || number > range[1]) {
      throw new Error(`a whole number from ${range[0]} to ${range[1]} is expected`);
    }
    return number;
  };
  return { env, meaning, default: fallback, parse, ...options };
}

export function yesNo(env: string, fallback: boolean, meaning: string): Setting<boolean> {
  const parse = (value: string) => {
    if (/^(true|yes|on|1)$/i.test(value)) return true;
    if (/^(false|no|off|0)$/i.test(value)) return false;
    throw new Error('true or false is expected');
  };
  return { env, meaning, default: fallback, parse };
}

export function oneOf<const T extends string>(env: string, values: readonly T[], fallback: T, meaning: string): Setting<T> {
  const parse = (value: string) => {
    const found = values.find((one) => one === value);
    if (found === undefined) throw new Error(`one of ${values.join(', ')} is expected`);
    return found;
  };
  return { env, meaning, default: fallback, parse };
}

/** @returns what is wrong with an address, or undefined */
export function urlOf(...protocols: string[]): (value: string) => string | undefined {
  return (value) => {
    const expected = `an address that begins with ${protocols.map((one) => `${one}//`).join(' or ')} is expected`;
    return URL.canParse(value) && protocols.includes(new URL(value).protocol) ? undefined : expected;
  };
}
