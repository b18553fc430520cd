export default function DevMail() { return <p>mail</p>; }
