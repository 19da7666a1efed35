import { errorApiRef } from '@backstage/core-plugin-api';
import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { render, RenderResult } from '@testing-library/react';
import { ReactElement } from 'react';

/**
 * Renders something that takes its words from translations, in English.
 *
 * @param element - what is shown; `rerender` of the result keeps its words
 */
export function renderTranslated(element: ReactElement): RenderResult {
  const apis = [
    [translationApiRef, mockApis.translation()],
    [errorApiRef, mockApis.error()],
  ] as const;
  return render(element, {
    wrapper: ({ children }) => (
      <TestApiProvider apis={apis}>{children}</TestApiProvider>
    ),
  });
}
