import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/workplace.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueries } from './api/use-api.ts';
import { createWorkplaceRouter } from './app/router.tsx';
import { signOutOnRefusal } from './app/session.ts';
import { accessibleVariables, theme } from './app/theme.ts';
import { startTexts } from './i18n/i18n.ts';
import { AsksBack } from './parts/confirm.tsx';

const queries = createQueries();
const router = createWorkplaceRouter(queries);
signOutOnRefusal(queries, () => void router.invalidate());

await startTexts();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={accessibleVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <AsksBack>
          <Notifications position="bottom-right" limit={3} />
          <RouterProvider router={router} />
        </AsksBack>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
