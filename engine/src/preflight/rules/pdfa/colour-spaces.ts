/** ISO 19005-2 and -3, 6.2.4: colour spaces. */
import { dictOf, nameOf, PdfArray, PdfDict, PdfName, PdfStream, PdfString, type PdfValue } from '../../read/index.ts';
import type { Fault, Rule } from '../../rule.ts';
import type { Subject } from '../../subject.ts';
import { colourantsOf, colourSpaces, type DeviceSpace, type DeviceUse } from './colour-facts.ts';
import { at, everyLevel, shown } from './common.ts';
import { iccComponents, readIcc } from './icc.ts';
import { outputColorSpace } from './output-intents.ts';

const icc: readonly Rule[] = [
  {
    clause: '6.2.4.2',
    test: 1,
    profiles: everyLevel,
    title: 'Profiles of ICCBased colour spaces are valid and fit their use.',
    hint: 'Embed an ICC profile of version 2 or 4 for an input, output or display device, or a colour space; N is its number of components.',
    *check(subject) {
      for (const { stream, page } of colourSpaces(subject).icc) {
        const { valid, deviceClass, colorSpace, version } = readIcc(stream);
        const n = stream.dict.number('N');
        if (!valid) yield at('The profile of an ICCBased colour space is no valid ICC profile.', stream, page);
        else if (!['prtr', 'mntr', 'scnr', 'spac'].includes(deviceClass) || !(colorSpace in iccComponents) || version >= 5)
          yield at(`The profile is of class “${deviceClass}”, colour space “${colorSpace.trim()}” and version ${version}.`, stream, page);
        else if (n !== iccComponents[colorSpace])
          yield at(`N is ${n ?? 'missing'}, but the profile is for ${colorSpace.trim()}.`, stream, page);
      }
    },
  },
  {
    clause: '6.2.4.2',
    test: 2,
    profiles: everyLevel,
    title: 'Overprint mode is not 1 where something is overprinted in an ICCBased CMYK colour space.',
    hint: 'Set OPM to 0, or switch overprinting off.',
    *check({ content }) {
      for (const { space, standIn, overprint, overprintMode, page, stream } of content.colours) {
        const used = standIn === null ? space : standIn;
        const profile = used instanceof PdfArray && nameOf(used.at(0)) === 'ICCBased' ? used.at(1) : null;
        if (overprint && overprintMode === 1 && dictOf(profile)?.number('N') === 4)
          yield at('Overprinting with OPM 1 is on while painting in an ICCBased CMYK colour space.', stream.ref, page);
      }
    },
  },
];

const deviceNames = { DeviceRGB: 'RGB ', DeviceCMYK: 'CMYK' } as const;

/** Uses of device colours that no output intent explains. */
function* uncalibrated(subject: Subject, wanted: (use: DeviceUse) => boolean): Iterable<Fault> {
  const output = outputColorSpace(subject);
  const why = output === undefined ? 'there is no PDF/A output intent' : `the output intent is for ${output.trim()}`;
  for (const use of colourSpaces(subject).devices) {
    const explained = use.device === 'DeviceGray' ? output !== undefined : output === deviceNames[use.device];
    if (!explained && wanted(use)) yield at(`${use.device} is used for ${use.purpose}, but ${why}.`, use.ref, use.page);
  }
}

const calibrate = 'Embed an output intent with a profile of these colours, or convert the colours to a calibrated colour space.';

const deviceRule = (device: DeviceSpace, test: number): Rule => ({
  clause: '6.2.4.3',
  test,
  profiles: everyLevel,
  title:
    device === 'DeviceGray'
      ? 'DeviceGray is used only with a PDF/A output intent or a DefaultGray colour space.'
      : `${device} is used only with an output intent for ${device.slice(6)} or a Default${device.slice(6)} colour space.`,
  hint: calibrate,
  check: (subject) => uncalibrated(subject, (use) => use.clause === '6.2.4.3' && use.device === device),
});

const withinRule = (clause: DeviceUse['clause'], test: number, title: string): Rule => ({
  clause,
  test,
  profiles: everyLevel,
  title,
  hint: calibrate,
  check: (subject) => uncalibrated(subject, (use) => use.clause === clause),
});

const device: readonly Rule[] = [
  deviceRule('DeviceRGB', 2),
  deviceRule('DeviceCMYK', 3),
  deviceRule('DeviceGray', 4),
  withinRule('6.2.4.4', 3, 'Alternates of Separation and DeviceN colour spaces are calibrated or explained by the output intent.'),
  withinRule('6.2.4.5', 1, 'Bases of Indexed and Pattern colour spaces are calibrated or explained by the output intent.'),
  withinRule('6.2.10', 3, 'Blending colour spaces of transparency groups are calibrated or explained by the output intent.'),
];

const processColourants = new Set(['Cyan', 'Magenta', 'Yellow', 'Black', 'None', 'All']);

/** Colourants of a DeviceN space that must be described: not process colours. */
function undescribed(space: PdfArray): string[] {
  const attributes = dictOf(space.at(4));
  const described = new Set(attributes?.dict('Colorants')?.keys() ?? []);
  const components = attributes?.dict('Process')?.array('Components');
  for (const name of components ?? []) if (name instanceof PdfName) described.add(name.value);
  return colourantsOf(space).filter((name) => !processColourants.has(name) && !described.has(name));
}

const inks: readonly Rule[] = [
  {
    clause: '6.2.4.4',
    test: 1,
    profiles: everyLevel,
    title: 'Every spot colour of a DeviceN colour space is described in its Colorants dictionary.',
    hint: 'Add a Separation colour space for each spot colour to Colorants of the attributes dictionary.',
    *check(subject) {
      for (const { space, page } of colourSpaces(subject).inks) {
        if (nameOf(space.at(0)) !== 'DeviceN') continue;
        const missing = undescribed(space);
        if (missing.length > 0) yield at(`Colorants does not describe ${missing.map(shown).join(', ')}.`, space.within, page);
      }
    },
  },
  {
    clause: '6.2.4.4',
    test: 2,
    profiles: everyLevel,
    title: 'All Separation colour spaces of the same name have the same alternate colour space and tint transformation.',
    hint: 'Define each spot colour once and refer to that definition.',
    *check(subject) {
      const byName = new Map<string, PdfArray>();
      for (const { space, page } of colourSpaces(subject).inks) {
        const name = nameOf(space.at(0)) === 'Separation' ? nameOf(space.at(1)) : undefined;
        if (name === undefined || name === 'All' || name === 'None') continue;
        const first = byName.get(name);
        if (first === undefined) byName.set(name, space);
        else if (!alike(first.at(2), space.at(2)) || !alike(first.at(3), space.at(3)))
          yield at(`The spot colour ${shown(name)} is defined in different ways.`, space.within, page);
      }
    },
  },
];

/** Values that are compared at most for one pair of definitions; tint transformations are small. */
const MOST_COMPARED = 10_000;
const encodingKeys = new Set(['Filter', 'DecodeParms', 'Length', 'DL']);

/** Whether two objects say the same; whether they are direct and how streams are compressed does not matter. */
function alike(first: PdfValue, second: PdfValue): boolean {
  const waiting: (readonly [PdfValue, PdfValue])[] = [[first, second]];
  let left = MOST_COMPARED;
  for (let pair = waiting.pop(); pair !== undefined && left-- > 0; pair = waiting.pop()) {
    const parts = partsOf(...pair);
    if (parts === undefined) return false;
    for (const part of parts) waiting.push(part);
  }
  return true;
}

/** What is still to be compared for two values to be alike; undefined when they differ by themselves. */
function partsOf(a: PdfValue, b: PdfValue): (readonly [PdfValue, PdfValue])[] | undefined {
  if (a === b) return [];
  if (a instanceof PdfName) return b instanceof PdfName && a.value === b.value ? [] : undefined;
  if (a instanceof PdfString) return b instanceof PdfString && a.latin1 === b.latin1 ? [] : undefined;
  if (a instanceof PdfArray)
    return b instanceof PdfArray && a.length === b.length ? a.items.map((_, i) => [a.at(i), b.at(i)] as const) : undefined;
  if (a instanceof PdfStream) return b instanceof PdfStream && sameData(a, b) ? entriesOf(a.dict, b.dict) : undefined;
  return a instanceof PdfDict && b instanceof PdfDict ? entriesOf(a, b) : undefined;
}

function sameData(a: PdfStream, b: PdfStream): boolean {
  const [left, right] = [a.decode().bytes, b.decode().bytes];
  return left.length === right.length && left.every((byte, i) => byte === right[i]);
}

function entriesOf(a: PdfDict, b: PdfDict): (readonly [PdfValue, PdfValue])[] {
  const keys = new Set([...a.keys(), ...b.keys()].filter((key) => !encodingKeys.has(key)));
  return [...keys].map((key) => [a.get(key), b.get(key)] as const);
}

export const colourSpaceRules: readonly Rule[] = [...icc, ...device, ...inks];
