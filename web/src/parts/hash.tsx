import { CopyButton, Tooltip, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The head of a hash; a click copies the whole. */
export function Hash({ value }: { readonly value: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('copied') : value} multiline maw={420} styles={{ tooltip: { overflowWrap: 'anywhere' } }}>
          <UnstyledButton onClick={copy} aria-label={t('copyHash', { start: value.slice(0, 10) })} className="hash">
            {value.slice(0, 10)}…
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}
