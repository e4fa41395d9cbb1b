import { Stack, Text } from '@mantine/core';
import { api, type Review } from '@posthorn/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { Loaded } from '../../parts/loaded.tsx';
import type { TemplateReply } from './template.tsx';

/** A version that waits for its release: what is new in it, why the person at the screen may not decide, and the way to its review. */
export function ReviewNote({ version }: { readonly version: TemplateReply['versions'][number] }) {
  const { t } = useTranslation();
  const answer = useApi(api.reviews.get, { params: { id: version.id } });
  return (
    <Loaded answer={answer} height={60}>
      {(review: Review) => (
        <Stack gap={6} mt={6} align="flex-start">
          <Text size="sm">{review.comment}</Text>
          {!review.mayDecide && review.mayNotBecause && (
            <Text size="xs" c="dimmed">
              {t(`editor.review.mayNot.${review.mayNotBecause as 'decided'}`, { defaultValue: review.mayNotBecause })}
            </Text>
          )}
          <Link to="/reviews/$versionId" params={{ versionId: version.id }} className="button-link button-link-small">
            {t('reviews.openReview')}
          </Link>
        </Stack>
      )}
    </Loaded>
  );
}
