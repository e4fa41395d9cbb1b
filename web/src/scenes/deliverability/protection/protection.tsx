import { Stack } from '@mantine/core';
import { EndingKeys } from './ending-keys.tsx';
import { Rules } from './rules.tsx';
import { Signers } from './signers.tsx';

/** Mails that only their reader can read, and that show who wrote them; what is too sensitive or too large to be mailed. */
export function Protection() {
  return (
    <Stack gap="md">
      <Rules />
      <EndingKeys />
      <Signers />
    </Stack>
  );
}
