import '@mantine/core/styles.css';
import '../look/base.css';
import '../language/i18n';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Announcer } from '../look/announcer';
import { cssVariables, theme } from '../look/theme';
import type { Console } from './createConsole';

/** The whole console. */
export function App({ console: { router, queries } }: { console: Console }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Announcer />
      </QueryClientProvider>
    </MantineProvider>
  );
}
