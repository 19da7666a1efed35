import {
  maxProblemMessageLength,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';

const maxProblems = 500;

/** What went wrong in a run, for people; those beyond 500 are dropped. */
export class ProblemList {
  readonly problems: Problem[] = [];
  /** Files and addresses that could not be read, or not wholly. */
  readonly unread: string[] = [];

  /** @param reporter - id of the collector */
  constructor(readonly reporter: string) {}

  /** Notes something that takes nothing away from what was read. */
  report(source: string, message: string): void {
    if (this.problems.length < maxProblems) {
      this.problems.push({
        subject: 'collector',
        name: this.reporter,
        reporter: this.reporter,
        message: message.slice(0, maxProblemMessageLength),
        source: source.slice(0, 500),
      });
    }
  }

  /** Notes something for whose want other things may be missing. */
  lose(source: string, message: string): void {
    this.unread.push(source);
    this.report(source, message);
  }

  /** The first few of what was not read, for a sentence; empty where all was. */
  get unreadWords(): string {
    const names = [...new Set(this.unread)];
    const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
    return names.slice(0, 5).join(', ') + more;
  }
}

/** A problem of one entity. */
export function entityProblem(
  reporter: string,
  entityRef: string,
  message: string,
): Problem {
  return {
    subject: 'entity',
    name: entityRef.slice(0, 300),
    reporter,
    message: message.slice(0, maxProblemMessageLength),
    entityRef,
  };
}
