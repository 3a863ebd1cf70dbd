import { consumer } from '@constellation/kit';
import { bookingRequested } from '@constellation/schema';
import { answerRequest } from '../actions/answer-request.ts';

/** Answers requests, soon after they are made. */
export const onBookingRequested = consumer(bookingRequested, 'booking-requests', (scope, { bookingId }) =>
  answerRequest(scope, bookingId),
);
