# Installing comes with the public headers.
