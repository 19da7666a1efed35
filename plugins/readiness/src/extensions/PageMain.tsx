import { Content } from '@backstage/core-components';
import { ReactNode } from 'react';

/**
 * What the framework does not draw around the body of a page: its padding and
 * its landmark.
 */
export function PageMain(props: { children: ReactNode }) {
  return (
    <main>
      <Content>{props.children}</Content>
    </main>
  );
}
