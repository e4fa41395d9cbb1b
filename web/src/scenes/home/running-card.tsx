import { Group, Text } from '@mantine/core';
import type { Run } from '@posthorn/contract';
import { Link } from '@tanstack/react-router';
import { RunState } from '../../parts/state-badge.tsx';
import { RunProgress } from '../runs/run-progress.tsx';

/** A run under way, small. */
export function RunningCard({ run }: { readonly run: Run }) {
  return (
    <div className="inset">
      <Group justify="space-between" mb={6} gap="xs">
        <Link to="/runs/$runId" params={{ runId: run.id }} className="row-link">
          {run.name}
        </Link>
        <Group gap="xs">
          <Text size="xs" c="dimmed">
            {run.dataset}
          </Text>
          <RunState state={run.state} />
        </Group>
      </Group>
      <RunProgress run={run} />
    </div>
  );
}
