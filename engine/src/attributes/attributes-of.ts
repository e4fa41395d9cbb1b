import { type DataType, dataTypeOf } from '../expression/data-type.ts';
import type { Template } from '../template/model.ts';

/** All attributes that the records of a template have by its data schema, such as `customer.name`; lists are as their items. */
export function attributesOf({ data }: Pick<Template, 'data'>): readonly string[] {
  const found = new Set<string>();
  const visit = (type: DataType, path: string): void => {
    if (type.kind === 'list') visit(type.item, path);
    else if (type.kind === 'object') for (const [name, field] of type.fields) visit(field, path === '' ? name : `${path}.${name}`);
    else if (path !== '') found.add(path);
  };
  visit(
    dataTypeOf(data, '', () => {}),
    '',
  );
  return [...found];
}
