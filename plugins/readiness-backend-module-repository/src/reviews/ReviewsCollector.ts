import { JsonObject, JsonValue } from '@backstage/types';
import {
  reviewsFact,
  ReviewsFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { CollectionTarget } from '@team-readiness/backstage-plugin-readiness-node';
import { DocumentsCollector, EntityReading, NamedPeople } from '../collector';
import {
  compareText,
  folderGlobs,
  isFolderFile,
} from '../collector/folderFiles';
import { readReview } from './readReview';

const folder = 'docs/reviews';
const maxReviews = 100;

/** Observes the readiness reviews of entities: when, by whom, through which lenses; never their text. @public */
export class ReviewsCollector extends DocumentsCollector {
  readonly id = 'reviews';
  readonly title = 'Readiness reviews';
  readonly description =
    'Readiness reviews in docs/reviews of the directory of the entity.';
  readonly schema = reviewsFact.schema;

  protected globs(): string[] {
    return folderGlobs(folder);
  }

  protected inputs({ entity }: CollectionTarget): JsonValue {
    return [entity.metadata.annotations ?? {}];
  }

  protected override peopleIn(data: JsonObject): NamedPeople[] {
    return (data as ReviewsFact).reviews.map(it => ({
      people: it.reviewers,
      outside: it.outside,
    }));
  }

  protected async read(reading: EntityReading): Promise<JsonObject> {
    const { target, listing, now } = reading;
    const { files, unread } = this.newest(
      reading,
      path => isFolderFile(path, folder),
      maxReviews,
    );
    let broken = unread;
    const reviews: ReviewsFact['reviews'] = [];
    for (const file of files) {
      reading.signal.throwIfAborted();
      const text = await reading.text(file);
      if (text === undefined) {
        broken += 1;
        continue;
      }
      const { review, issues, nextDay } = readReview(text, now);
      issues.forEach(issue => reading.tell(file.path, issue));
      reading.holdUntil(nextDay);
      reviews.push({
        path: file.path,
        ...review,
        outside: await this.areOutside(target, review.reviewers),
      });
    }
    reviews.sort(
      (a, b) =>
        compareText(b.date ?? '', a.date ?? '') || compareText(b.path, a.path),
    );
    return { location: listing.location, reviews, broken };
  }
}
