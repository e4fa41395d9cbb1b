import Type, { type Static } from 'typebox';

const Name = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]*$', maxLength: 100 });
const Path = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]*(\\.([A-Za-z][A-Za-z0-9_]*|\\*))*$', maxLength: 200 });
const strict = { additionalProperties: false } as const;

const FaultText = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z][a-z0-9-]*$', description: 'Stable; quarantine is counted by it' }),
    reason: Type.String({ minLength: 1, description: 'What is wrong, one sentence' }),
    hint: Type.Optional(Type.String({ description: 'What a person can do about it' })),
  },
  strict,
);

const ColumnField = Type.Object(
  {
    column: Type.String({ minLength: 1, description: 'Name in the header line' }),
    type: Type.Enum(['text', 'integer', 'decimal', 'boolean', 'date', 'datetime', 'enum']),
    required: Type.Optional(Type.Boolean({ description: 'An empty value sends the row to quarantine' })),
    default: Type.Optional(Type.String({ description: 'Stands for an empty value; read like text of the file' })),
    missing: Type.Optional(FaultText),
    replace: Type.Optional(
      Type.Array(Type.Object({ pattern: Type.String(), with: Type.String() }, strict), {
        description: 'Regular expressions, applied to the trimmed text in order, before anything else',
      }),
    ),
    cases: Type.Optional(
      Type.Array(Type.Object({ pattern: Type.String(), value: Type.String() }, strict), {
        description: 'The first pattern that fits gives the value',
      }),
    ),
    pattern: Type.Optional(Type.String({ description: 'The text must fit this regular expression' })),
    collapse: Type.Optional(Type.Boolean({ description: 'Runs of blanks become one' })),
    maxLength: Type.Optional(Type.Integer({ minimum: 1 })),
    format: Type.Optional(Type.String({ description: 'date and datetime: yyyy MM M dd d HH H mm ss; yyyy-MM-dd if absent' })),
    digits: Type.Optional(Type.Integer({ minimum: 0, maximum: 20, description: 'decimal: at least so many digits after the point' })),
    decimalSign: Type.Optional(Type.Enum(['.', ','])),
    groupSign: Type.Optional(Type.Enum(['.', ',', ' ', "'"])),
    min: Type.Optional(Type.String({ description: 'integer, decimal, date: not less than this' })),
    max: Type.Optional(Type.String()),
    values: Type.Optional(Type.Array(Type.String(), { minItems: 1, description: 'enum: the values there are' })),
    true: Type.Optional(Type.Array(Type.String(), { description: 'boolean: texts that mean yes; true, yes, 1 if absent' })),
    false: Type.Optional(Type.Array(Type.String())),
  },
  strict,
);
const ProductField = Type.Object(
  { multiply: Type.Tuple([Name, Name], { description: 'Exact product of two integer or decimal fields' }) },
  strict,
);
const ConstantField = Type.Object({ constant: Type.String() }, strict);

/** How a file of rows becomes records: `posthorn-mapping/1`. */
export const MappingSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    schema: Type.Literal('posthorn-mapping/1'),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    target: Type.Enum(['records', 'customers'], { description: 'Records of a dataset, or customers' }),
    dataset: Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' }),
    files: Type.Optional(
      Type.String({ description: 'When the source is a folder: names of files, * stands for anything; *.csv if absent' }),
    ),
    format: Type.Optional(
      Type.Object(
        {
          delimiter: Type.Optional(Type.String({ minLength: 1, maxLength: 1 })),
          quote: Type.Optional(Type.String({ minLength: 1, maxLength: 1 })),
          encoding: Type.Optional(Type.Enum(['utf-8', 'windows-1252'])),
        },
        strict,
      ),
    ),
    fields: Type.Record(Name, Type.Union([ColumnField, ProductField, ConstantField])),
    record: Type.Object(
      {
        key: Name,
        customer: Type.Optional(Name),
        date: Type.Optional(Name),
        fields: Type.Record(Path, Name, { description: 'Path in the record → field' }),
        lines: Type.Optional(
          Type.Object({ at: Path, fields: Type.Array(Name, { minItems: 1 }) }, { ...strict, description: 'Rows of one key become lines' }),
        ),
        sums: Type.Optional(Type.Record(Path, Name, { description: 'Path in the record → field summed exactly over all lines' })),
      },
      strict,
    ),
    update: Type.Optional(
      Type.Enum(['replace', 'refuse'], { description: 'The same key again in a later file with other content; replace if absent' }),
    ),
    incomplete: Type.Optional(
      Type.Enum(['hold', 'accept'], {
        description:
          'A record some of whose lines are in quarantine: held back until they are mended or dismissed (hold, if absent), or taken as it is',
      }),
    ),
  },
  {
    ...strict,
    $id: 'https://posthorn.example/schema/mapping-1.schema.json',
    title: 'Posthorn mapping, version 1',
    description: 'How a file of rows becomes records or customers. Guide: docs/guides/import.md',
  },
);
export type Mapping = Static<typeof MappingSchema>;
export type FieldSpec = Mapping['fields'][string];
export type ColumnFieldSpec = Static<typeof ColumnField>;
