-- Run once, when the data is new: the gallery owns its database, and can do nothing else to the server.
\getenv password GALLERY_DATABASE_PASSWORD
CREATE ROLE gallery LOGIN PASSWORD :'password';
CREATE DATABASE gallery OWNER gallery;
-- Others may not even connect; the role postgres may, as it may do everything.
REVOKE ALL ON DATABASE gallery FROM PUBLIC;
