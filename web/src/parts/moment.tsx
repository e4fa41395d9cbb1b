import { Tooltip } from '@mantine/core';
import { useFormat } from '../i18n/use-format.ts';

/** A moment, to the minute; to the second for those who point at it. */
export function Moment({ at, exact = false }: { readonly at: string; readonly exact?: boolean }) {
  const format = useFormat();
  return (
    <Tooltip label={format.exact(at)} disabled={exact}>
      <time dateTime={at} className="numbers" style={{ whiteSpace: 'nowrap' }}>
        {exact ? format.exact(at) : format.dateTime(at)}
      </time>
    </Tooltip>
  );
}
