// biome-ignore-all lint/a11y/useSemanticElements: a real table cannot draw only a part of its rows
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the line's link does by keyboard what a click on the line does
// biome-ignore-all lint/a11y/useFocusableInteractive: cells are not to be focused
import { Text } from '@mantine/core';
import type { CommunicationSummary } from '@posthorn/contract';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Channel } from '../../parts/channel.tsx';
import { isInteractive } from '../../parts/rows.tsx';
import { DeliveryState } from '../../parts/state-badge.tsx';

interface CommunicationListProps {
  readonly answer: {
    readonly rows: readonly CommunicationSummary[];
    readonly total?: number;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
  readonly current: number;
  readonly open: (row: CommunicationSummary) => void;
}

const rowHeight = 52;
const columns = ['subject', 'customer', 'channel', 'state', 'createdAt'] as const;

/** A list that may be endless: only the lines in sight are drawn, and the next page comes as one nears the end. */
export function CommunicationList({ answer, current, open }: CommunicationListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const { rows, hasNextPage, isFetchingNextPage, fetchNextPage } = answer;
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 8 });
  const lines = virtual.getVirtualItems();
  const last = lines.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= rows.length - 20) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, last, rows.length]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when the keyboard moves, and only then
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current);
  }, [current]);
  const shown = answer.total ?? rows.length;
  return (
    <div>
      <div role="table" aria-label={t('doors.communications')} aria-rowcount={hasNextPage && answer.total === undefined ? -1 : shown + 1}>
        <div role="row" className="list-line list-head" tabIndex={-1}>
          {columns.map((name) => (
            <span key={name} role="columnheader" tabIndex={-1} className={`list-${name}`}>
              {t(`communications.${name}`)}
            </span>
          ))}
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <div ref={box} className="list-box" role="rowgroup" tabIndex={0} aria-label={t('communications.rows')}>
          <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
            {lines.map((line) => (
              <Line
                key={rows[line.index]!.id}
                row={rows[line.index]!}
                index={line.index}
                top={line.start}
                current={line.index === current}
                open={open}
              />
            ))}
          </div>
        </div>
      </div>
      <Text size="xs" c="dimmed" pt={8} className="numbers" aria-live="polite">
        {hasNextPage && answer.total === undefined
          ? t('communications.shownMore', { number: format.number(rows.length) })
          : t('communications.shown', { count: shown, number: format.number(shown) })}
      </Text>
    </div>
  );
}

interface LineProps {
  readonly row: CommunicationSummary;
  readonly index: number;
  readonly top: number;
  readonly current: boolean;
  readonly open: (row: CommunicationSummary) => void;
}

function Line({ row, index, top, current, open }: LineProps) {
  const format = useFormat();
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="list-line"
      data-current={current ? true : undefined}
      style={{ position: 'absolute', top: 0, left: 0, right: 0, height: rowHeight, transform: `translateY(${top}px)` }}
      onClick={(event) => !isInteractive(event.target) && open(row)}
    >
      <span role="cell" className="list-subject">
        <Link to="/communications/$communicationId" params={{ communicationId: row.id }} className="row-link">
          {row.subject}
        </Link>
        <small>
          {row.reference} · {row.language.toUpperCase()}
        </small>
      </span>
      <span role="cell" className="list-customer">
        {row.customerName}
        <small>{row.customerNumber}</small>
      </span>
      <span role="cell" className="list-channel">
        <Channel name={row.channel} />
      </span>
      <span role="cell" className="list-state">
        {row.deliveryState && <DeliveryState state={row.deliveryState} />}
      </span>
      <span role="cell" className="list-createdAt numbers">
        {format.dateTime(row.createdAt)}
      </span>
    </div>
  );
}
