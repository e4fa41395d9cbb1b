import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PosthornError } from '../errors/index.ts';
import type { Setting } from './setting.ts';
import { settings } from './settings.ts';

type Settings = typeof settings;
export type SettingName = keyof Settings;
/** All settings, checked. Paths are absolute. */
export type Config = { readonly [N in SettingName]: Settings[N] extends Setting<infer T> ? T : never };

export type SettingSource = 'default' | 'environment' | 'file' | 'command line';

/** A setting as `posthorn config` shows it. */
export interface ExplainedSetting {
  readonly name: SettingName;
  readonly env: string;
  /** Masked when secret. */
  readonly value: unknown;
  readonly source: SettingSource;
  readonly default: string;
  readonly meaning: string;
}

export interface ConfigSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Values of the command line: the strongest. */
  readonly given?: { readonly [N in SettingName]?: string | number | boolean };
  /** Given with --config; by default posthorn.config.json in the data directory, if it is there. */
  readonly file?: string;
}

interface Loaded {
  readonly config: Config;
  readonly explained: readonly ExplainedSetting[];
}

/**
 * Settings from the command line, the environment and a file, in this order of strength, all checked.
 * @throws PosthornError `config.invalid` that names every wrong setting at once
 */
export function loadConfig(sources: ConfigSources): Loaded {
  const fields: { field: string; message: string }[] = [];
  const dataDir = resolve(String(sources.given?.dataDir ?? (sources.env[settings.dataDir.env] || settings.dataDir.default)));
  const file = readConfigFile(sources.file ?? resolve(dataDir, 'posthorn.config.json'), sources.file !== undefined, fields);
  const values: Record<string, unknown> = {};
  const explained: ExplainedSetting[] = [];
  for (const [key, setting] of Object.entries(settings) as [SettingName, Setting<unknown>][]) {
    const { raw, source } = pick(key, setting, sources, file);
    try {
      values[key] = raw === undefined ? setting.default : setting.parse(String(raw));
    } catch (error) {
      fields.push({ field: `${key} (${source === 'environment' ? setting.env : source})`, message: (error as Error).message });
    }
    if (key === 'dataDir') values[key] = dataDir;
    explained.push(explain(key, setting, values[key], source));
  }
  if (values.objectStore === 's3' && values.s3Bucket === undefined) {
    fields.push({ field: 's3Bucket', message: 'needed when objectStore is s3' });
  }
  if (fields.length > 0) {
    throw new PosthornError('config.invalid', { detail: fields.map((one) => `${one.field}: ${one.message}`).join('; '), fields });
  }
  return { config: values as Config, explained };
}

function pick(name: SettingName, setting: Setting<unknown>, sources: ConfigSources, file: Readonly<Record<string, unknown>>) {
  const given = sources.given?.[name];
  if (given !== undefined) return { raw: given, source: 'command line' as const };
  const environment = sources.env[setting.env];
  if (environment !== undefined && environment !== '') return { raw: environment, source: 'environment' as const };
  if (file[name] !== undefined) return { raw: file[name], source: 'file' as const };
  return { raw: undefined, source: 'default' as const };
}

function readConfigFile(path: string, asked: boolean, fields: { field: string; message: string }[]): Readonly<Record<string, unknown>> {
  if (!existsSync(path)) {
    if (asked) fields.push({ field: '--config', message: `there is no file ${path}` });
    return {};
  }
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof content !== 'object' || content === null || Array.isArray(content)) throw new Error('an object is expected');
    for (const name of Object.keys(content)) {
      if (name === 'dataDir') fields.push({ field: `${path}: dataDir`, message: 'belongs in the environment or on the command line' });
      else if (name !== '$schema' && !(name in settings)) fields.push({ field: `${path}: ${name}`, message: 'there is no such setting' });
    }
    return { ...content, dataDir: undefined };
  } catch (error) {
    fields.push({ field: path, message: (error as Error).message });
    return {};
  }
}

function explain(name: SettingName, setting: Setting<unknown>, value: unknown, source: SettingSource): ExplainedSetting {
  const shown = setting.secret && value !== undefined ? '••••••' : value;
  const fallback = setting.defaultText ?? (setting.default === '' ? 'empty' : String(setting.default));
  return { name, env: setting.env, value: shown, source, default: fallback, meaning: setting.meaning };
}
