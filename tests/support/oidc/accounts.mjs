// Doctors, and what an ID token says of them: the claims of Pro Santé Connect that a kiosk looks at.

export const CLAIMS = ['given_name', 'family_name', 'preferred_username', 'SubjectNameID'];

const DIRECTORY = '2b0fd9a2-6f0c-4d0e-9a55-8f3f6c1d7e40';

export class Accounts {
  /** people: [{number, given_name, family_name}]; number is 8 and the RPPS number. */
  constructor(people) {
    this.people = people;
  }

  /** The subject is not the number: a client must not take one for the other. */
  subjectOf(number) {
    const known = this.people.some((person) => person.number === number);
    return known ? `f:${DIRECTORY}:${number}` : undefined;
  }

  find(subject) {
    const person = this.people.find(({ number }) => this.subjectOf(number) === subject);
    return person && { accountId: subject, claims: () => claimsOf(subject, person) };
  }
}

function claimsOf(subject, { number, given_name, family_name }) {
  return {
    sub: subject, given_name, family_name, preferred_username: number, SubjectNameID: number,
  };
}
